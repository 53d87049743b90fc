"""Every guard of the house, one after the other; `fmt` mends what it can.

`./hiroba check [NAME…]` runs all guards, or those named, and says at the end which
failed and how each is mended. Nothing is written.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MANAGE = (PYTHON, "manage.py")
FORMAT = "./hiroba fmt"
# a production installation that exists nowhere, for `check --deploy`
PRODUCTION: Mapping[str, str] = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "no secret, only as long and as varied as one: 0123456789 abcdefg",
    "AUDIT_KEY": "no key, only as long and as varied as one: 9876543210 gfedcba",
    "ALLOWED_HOSTS": "hiroba.invalid",
    "DATABASE_URL": "postgresql://hiroba@localhost/hiroba",
}
SUITE: Mapping[str, str] = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}


@dataclass(frozen=True, slots=True)
class Gate:
    """One guard.

    Attributes:
        name: What it is called on the command line and in the summary.
        command: What is run; anything but exit 0 is a failure.
        mend: What to do when it fails.
        env: Variables it needs.
    """

    name: str
    command: Sequence[str]
    mend: str
    env: Mapping[str, str] = field(default_factory=dict)


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a program in `.venv`."""
    return (str(Path(PYTHON).parent / name), *arguments)


GATES = (
    Gate("format", tool("ruff", "format", "--check", "."), FORMAT),
    Gate("lint", tool("ruff", "check", "."), f"{FORMAT}, then what it names by hand"),
    Gate(
        "types",
        (PYTHON, "-m", "mypy", ".", "hiroba"),
        "give the named lines their types",
        SUITE,
    ),
    Gate(
        "imports",
        tool("lint-imports", "--no-logo"),
        "import downwards only: docs/architecture.md has the order",
        {"PYTHONPATH": "."},
    ),
    Gate("templates format", tool("djlint", "templates", "--check"), FORMAT),
    Gate(
        "templates lint",
        tool("djlint", "templates", "--lint", "--quiet"),
        "mend the named lines; the codes stand in djlint's rules",
    ),
    Gate(
        "migrations",
        (*MANAGE, "makemigrations", "--check", "--dry-run"),
        "./hiroba manage makemigrations",
        SUITE,
    ),
    Gate(
        "system checks",
        (*MANAGE, "check", "--deploy"),
        "each line says what to do",
        PRODUCTION,
    ),
    Gate(
        "security settings",
        (*MANAGE, "check", "--deploy", "--tag", "security", "--fail-level", "WARNING"),
        "mend config/settings/production.py",
        PRODUCTION,
    ),
    Gate(
        "packs",
        (*MANAGE, "check_packs"),
        "mend the named line of the pack",
        SUITE,
    ),
    Gate(
        "messages",
        (*MANAGE, "messages", "--check"),
        "./hiroba messages, then translate in locale/ja what it lists",
        SUITE,
    ),
    Gate(
        "architecture",
        (PYTHON, "-m", "pytest", "tests/architecture"),
        "each failure names its file",
        SUITE,
    ),
)
FORMATTERS = (
    Gate("code", tool("ruff", "format", "."), "mend the syntax it names"),
    Gate(
        "lint",
        tool("ruff", "check", "--fix", "."),
        "mend by hand what it names",
    ),
    Gate("templates", tool("djlint", "templates", "--reformat", "--quiet"), ""),
)


def main(arguments: list[str]) -> int:
    """Run the guards of a verb, all or those named."""
    verb, *names = arguments
    gates = GATES if verb == "check" else FORMATTERS
    unknown = sorted(set(names) - {gate.name for gate in gates})
    if unknown:
        known = ", ".join(f"'{gate.name}'" for gate in gates)
        print(f"hiroba: there is no guard '{unknown[0]}'. The guards are {known}.")
        return 1
    wanted = [gate for gate in gates if not names or gate.name in names]
    with tempfile.TemporaryDirectory(prefix="hiroba-check-") as folder:
        failed = [gate for gate in wanted if not holds(gate, folder)]
    # djlint leaves with 1 after it reformatted something: that is no failure
    failed = failed if verb == "check" else [gate for gate in failed if gate.mend]
    for gate in failed:
        print(f"\n{gate.name} failed. To mend it: {gate.mend}.")
    print(f"\n{len(wanted) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


def holds(gate: Gate, folder: str) -> bool:
    """Run one guard; print what it said only when it failed."""
    print(f"{gate.name:<20}", end="", flush=True)
    begun = time.monotonic()
    done = subprocess.run(
        gate.command,
        cwd=ROOT,
        env={**os.environ, "HIROBA_DATA": folder, **gate.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "ok" if done.returncode == 0 else "FAILED"
    print(f"{verdict:<7}{time.monotonic() - begun:>6.1f} s", flush=True)
    if done.returncode != 0:
        print(done.stdout.strip(), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
