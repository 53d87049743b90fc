"""The files speak of the project alone, and locks say what, never from where."""

import pytest

from tests.architecture.rules import speech, tree
from tests.architecture.rules.tree import Source


def test_files_speak_of_the_project_alone() -> None:
    assert tree.judge(speech.strange_words, *speech.texts()) == ""


@pytest.mark.parametrize(
    "words",
    [
        ("see /wo", "rk/hiroba/notes"),
        ("open('/tm", "p/ledger.csv')"),
        ("cd /ho", "me/taro"),
        ("pip install --index", "-url x"),
        ("https://py", "pi.org/simple"),
        ("https://registry.npm", "js.org/"),
        ("written by an AI ass", "istant"),
        ("a language", " model wrote this"),
        ("-----BEGIN RSA PRIV", "ATE KEY-----"),
    ],
)
def test_strange_words_are_found(words: tuple[str, str]) -> None:
    source = Source("docs/notes.md", "A line.\n" + "".join(words) + "\n")

    (finding,) = speech.strange_words(source)

    assert finding.place == "docs/notes.md:2"


@pytest.mark.parametrize(
    "line",
    [
        "a mandated agent (代理人) may ask",
        "the board session of 1 June; the session ends after ten hours",
        "path('home/', home)  # /home/",
        "Debian 12 or later: sudo apt-get install python3-venv",
        "requests/work/1 and ../tmp/x",
    ],
)
def test_words_of_the_office_are_let_be(line: str) -> None:
    assert list(speech.strange_words(Source("docs/notes.md", line))) == []


def test_every_sort_of_file_is_read() -> None:
    paths = {source.path for source in speech.texts()}

    assert {
        "README.md",
        "hiroba",
        "pyproject.toml",
        "requirements.lock",
        "static/css/base.css",
        "templates/base.html",
        "ordinances/packs/nerima/municipality.yaml",
        "tests/architecture/test_speech.py",
    } <= paths


def test_locks_name_no_address() -> None:
    assert tree.listing(speech.addresses_in_locks(speech.texts())) == ""


def test_address_in_a_lock_is_found() -> None:
    lock = Source("requirements.lock", "Django @ https://example.org/django.whl\n")
    other = Source("README.md", "https://example.org\n")

    assert len(list(speech.addresses_in_locks([lock, other]))) == 1


def test_locks_pin_every_package() -> None:
    locks = [source for source in speech.texts() if source.path in speech.LOCKS]

    assert len(locks) == len(speech.LOCKS)
    assert tree.judge(speech.unlocked, *locks) == ""


def test_package_without_version_or_hash_is_found() -> None:
    lock = Source(
        "requirements.lock",
        "Django==5.2.19 \\\n    --hash=sha256:00\nredis==8.1\ncelery>=5 \\\n"
        "    --hash=sha256:00\n",
    )

    assert [item.place for item in speech.unlocked(lock)] == [
        "requirements.lock: redis",
        "requirements.lock: celery",
    ]
