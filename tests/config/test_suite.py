"""What runs the suite and the guards counts nothing as passed that did not run."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import chromium, gates, run
from tests.config.door import ROOT
from tests.run import NOTHING_COLLECTED, Result, report
from tests.totals import TOTALS_FILE, folder_of

PROBE = """
import pytest

def test_good(): assert True
def test_bad(): assert False
@pytest.mark.skip(reason="probe")
def test_skipped(): pass
@pytest.mark.xfail
def test_expected(): assert False
@pytest.fixture
def broken(): raise OSError
def test_error(broken): pass
"""


def totals_of(folder: Path, source: str, *arguments: str) -> dict[str, object]:
    """Run pytest on a file and return what our plugin left."""
    (folder / "test_probe.py").write_text(source, encoding="utf-8")
    left = folder / "totals.json"
    plugin = "import pytest, sys; from tests.totals import TotalsPlugin as P; "
    plugin += "sys.exit(pytest.main(sys.argv[1:], plugins=[P()]))"
    command = [sys.executable, "-c", plugin, "-p", "no:django", "-p", "no:randomly"]
    command += ["-c", "/dev/null", "--rootdir", str(folder), str(folder), *arguments]
    subprocess.run(
        command,
        cwd=ROOT,
        env={TOTALS_FILE: str(left), "PATH": ""},
        capture_output=True,
        check=False,
    )
    found = json.loads(left.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("arguments", [[], ["-n", "1"]])
def test_totals_count_everything_but_a_pass_as_failed(
    tmp_path: Path, arguments: list[str]
) -> None:
    found = totals_of(tmp_path, PROBE, *arguments)

    assert (found["passed"], found["failed"]) == (1, 4)
    assert found["tests"] == {"test_probe.py": 3}


@pytest.mark.parametrize(
    ("nodeid", "folder"),
    [
        ("tests/casework/operations/test_split.py::test_a", "casework"),
        ("tests/test_a.py::test_a[x/y]", "tests"),
    ],
)
def test_time_is_added_up_by_the_first_folder(nodeid: str, folder: str) -> None:
    assert folder_of(nodeid) == folder


@pytest.mark.parametrize(
    ("results", "narrowed", "code", "last"),
    [
        (
            [Result("a", passed=2), Result("b", passed=3)],
            False,
            0,
            "5 passed, 0 failed",
        ),
        ([Result("a", passed=2, failed=1, code=1)], False, 1, "2 passed, 1 failed"),
        ([Result("a", passed=2, code=3)], False, 1, "2 passed, 1 failed"),
        (
            [Result("a", passed=2), Result("b", code=NOTHING_COLLECTED)],
            False,
            1,
            "2 passed, 1 failed",
        ),
        (
            [Result("a", passed=2), Result("b", code=NOTHING_COLLECTED)],
            True,
            0,
            "2 passed, 0 failed",
        ),
        ([Result("a", code=NOTHING_COLLECTED)], True, 1, "0 passed, 1 failed"),
        ([Result("a", code=-9)], True, 1, "0 passed, 1 failed"),
    ],
)
def test_report_fails_when_anything_is_unclear(
    capsys: pytest.CaptureFixture[str],
    results: list[Result],
    narrowed: bool,
    code: int,
    last: str,
) -> None:
    assert report(results, narrowed=narrowed) == code

    assert capsys.readouterr().out.splitlines()[-1] == last


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(chromium.CHROMIUM, raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)


@pytest.mark.usefixtures("no_browser")
def test_suite_fails_when_there_is_no_browser(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run.main([]) == 1

    said = capsys.readouterr().out
    assert "sudo apt-get install chromium" in said
    assert "--without-browser" in said
    assert said.splitlines()[-1] == "0 passed, 1 failed"


@pytest.mark.usefixtures("no_browser")
def test_browser_is_installed_only_when_we_are_root(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(
        shutil, "which", lambda name: name if name == "apt-get" else None
    )
    monkeypatch.setattr(chromium, "_install", asked.append)

    for user in (1000, 0):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user)
        with pytest.raises(chromium.NoChromium):
            chromium.require()

    assert asked == [["chromium", "fonts-noto-cjk"]]


def test_browser_that_is_named_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = tmp_path / "my browser"
    named.touch(mode=0o755)
    monkeypatch.setenv(chromium.CHROMIUM, str(named))

    assert chromium.path() == str(named)


def test_check_names_the_guard_that_failed_and_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = gates.Gate("good", (sys.executable, "-c", "print('quiet')"), "nothing")
    bad = gates.Gate("bad", (sys.executable, "-c", "exit('loud')"), "turn it down")
    monkeypatch.setattr(gates, "GATES", (good, bad))

    assert gates.main(["check"]) == 1
    said = capsys.readouterr().out
    assert "bad failed. To mend it: turn it down." in said
    assert "loud" in said
    assert "quiet" not in said
    assert said.splitlines()[-1] == "1 passed, 1 failed"

    assert gates.main(["check", "good"]) == 0
    assert gates.main(["check", "atlantis"]) == 1
    assert "no guard 'atlantis'" in capsys.readouterr().out
