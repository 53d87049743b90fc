"""What was made elsewhere stands with its license and its version."""

from pathlib import Path

from tests.architecture.rules import vendored
from tests.architecture.rules.tree import listing

LICENSE = "Permission is hereby granted to anybody who obtains a copy. " * 5


def made(folder: Path, **texts: str) -> Path:
    """Make a vendored library with a file and the given texts; return its parent."""
    library = folder / "library"
    library.mkdir()
    (library / "library.css").write_text("a {}", encoding="utf-8")
    for name, text in texts.items():
        file_name = name if name == "LICENSE" else "README.md"
        (library / file_name).write_text(text, encoding="utf-8")
    return folder


def test_vendored_files_have_license_and_version() -> None:
    assert listing(vendored.unexplained()) == ""
    assert any(vendored.FOLDER.iterdir())


def test_explained_library_is_let_be(tmp_path: Path) -> None:
    note = "`library.css`, version 1.2.3"

    assert list(vendored.unexplained(made(tmp_path, LICENSE=LICENSE, NOTE=note))) == []


def test_library_without_license_is_found(tmp_path: Path) -> None:
    found = vendored.unexplained(made(tmp_path, NOTE="`library.css`, version 1.2.3"))

    assert [item.says for item in found] == ["has no LICENSE"]


def test_library_without_version_is_found(tmp_path: Path) -> None:
    folder = made(tmp_path, LICENSE=LICENSE, NOTE="`library.css`")

    found = vendored.unexplained(folder)

    assert [item.says for item in found] == ["README.md names no version"]


def test_file_the_note_does_not_name_is_found(tmp_path: Path) -> None:
    folder = made(tmp_path, LICENSE=LICENSE, NOTE="version 1.2.3")
    (folder / "loose.js").touch()

    assert [item.place for item in vendored.unexplained(folder)] == [
        "library/library.css",
        "loose.js",
    ]
