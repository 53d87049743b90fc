"""What deploy/ names exists: commands, variables, files. It is read, not run."""

import re
import shlex
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands, load_command_class

from tests.architecture.rules.tree import ROOT
from tests.gates import PRODUCTION

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*"))
COMPOSE: dict[str, Any] = yaml.safe_load(
    (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
)
MANAGE = re.compile(r"manage\.py ([a-z_]+)((?: --[a-z-]+)*)")
VARIABLE = re.compile(
    r"env\.(?:text|flag|words|number|secret)\(\s*\"([A-Z_]+)\"|environ\.get\(\"([A-Z_]+)\""
)
# of the tests, of ./hiroba run, or of a shell
NOT_DEPLOYED = {"TEST_DATABASE_URL"}


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted(DEPLOY.rglob("*")):
        if path.is_file():
            yield path.relative_to(DEPLOY).as_posix(), path.read_text(encoding="utf-8")


def unit(path: Path) -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # names keep their case
    parser.read(path, encoding="utf-8")
    return parser


def variables_of(text: str) -> set[str]:
    return {
        line.partition("=")[0]
        for line in text.splitlines()
        if re.match(r"[A-Z_]+=", line)
    }


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_every_command_exists_with_its_options(name: str, text: str) -> None:
    known = get_commands()
    # compose writes commands as lists of words
    flat = re.sub(r'",\s*"', " ", text)
    for command, options in MANAGE.findall(flat):
        assert command in known, f"{name}: manage.py {command}"
        app = known[command]
        loaded = load_command_class(app, command) if isinstance(app, str) else app
        parser = loaded.create_parser("manage.py", command)
        for option in options.split():
            assert option in parser._option_string_actions, f"{name}: {option}"


def test_commands_are_really_looked_at() -> None:
    found = {name for _file, text in texts() for name, _o in MANAGE.findall(text)}

    assert {"worker", "scheduler", "backup", "restore", "migrate"} <= found


def test_variables_are_those_the_program_reads() -> None:
    read = set(re.findall(r"", ""))
    for path in (ROOT / "config").rglob("*.py"):
        for pair in VARIABLE.findall(path.read_text(encoding="utf-8")):
            read |= {name for name in pair if name}
    example = variables_of((DEPLOY / "hiroba.env.example").read_text(encoding="utf-8"))

    assert example - {"DJANGO_SETTINGS_MODULE"} == (read | {"REDIS_URL"}) - {
        "",
        *NOT_DEPLOYED,
    }
    assert set(PRODUCTION) <= example


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_unit_has_what_its_kind_needs(path: Path) -> None:
    found = unit(path)
    if path.suffix != ".service":
        assert found.has_section("Install")
        return
    service = found["Service"]
    assert service["User"] == "hiroba"
    assert service["EnvironmentFile"] == "/etc/hiroba/hiroba.env"
    assert "/var/lib/hiroba" in service["ReadWritePaths"]
    assert shlex.split(service["ExecStart"])[0].startswith(("/opt/hiroba/", "/bin/sh"))
    assert "postgresql.service" in found["Unit"]["After"]
    if "backup" not in path.name:
        assert "redis" in found["Unit"]["After"]
        assert service["Restart"] == "always"


def test_target_and_timer_name_units_that_are_there() -> None:
    names = {path.name for path in UNITS}
    wanted = unit(DEPLOY / "systemd" / "hiroba.target")["Unit"]["Wants"].split()

    assert set(wanted) == {
        "hiroba-web.service",
        "hiroba-worker.service",
        "hiroba-scheduler.service",
    }
    assert set(wanted) <= names
    assert {"hiroba-backup.timer", "hiroba-backup.service"} <= names


def test_compose_has_every_part_and_waits_for_the_database() -> None:
    services = COMPOSE["services"]

    assert set(services) == {"setup", "web", "worker", "scheduler", "db", "redis"}
    for name in ("web", "worker", "scheduler"):
        assert services[name]["depends_on"]["setup"] == {
            "condition": "service_completed_successfully"
        }
        assert services[name]["env_file"] == "hiroba.env"
        assert "data:/var/lib/hiroba" in services[name]["volumes"]
    # nothing but the web, and that to the machine itself, is open
    opened = {name: one["ports"] for name, one in services.items() if "ports" in one}
    assert opened == {"web": ["127.0.0.1:8000:8000"]}
    assert (DEPLOY / services["web"]["build"]["dockerfile"]).name == "Dockerfile"
    assert (ROOT / services["web"]["build"]["dockerfile"]).is_file()


def test_no_secret_stands_in_the_files() -> None:
    example = (DEPLOY / "hiroba.env.example").read_text(encoding="utf-8")

    for name in ("SECRET_KEY", "AUDIT_KEY", "HIROBA_METRICS_TOKEN"):
        assert re.search(rf"^{name}=$", example, re.MULTILINE), name
