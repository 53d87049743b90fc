"""Who may import whom: the contracts hold, and each of them can break."""

from pathlib import Path

import pytest

from tests.architecture.rules import contracts, registry, tree

# contract → files that break it, and nothing else
BROKEN = {
    "Apps depend downwards only": {"audit/upward.py": "import casework\n"},
    "Inside a slice: interfaces call operations, operations call models": {
        "disclosure/models.py": "from disclosure import views\n",
        "disclosure/views.py": "",
    },
    "Ordinance rules are plain Python": {
        "ordinances/tables.py": "from django.db import models\n"
    },
    "No import cycles inside any app": {
        "casework/cases.py": "from casework import units\n",
        "casework/units.py": "from casework import cases\n",
    },
}
STRANGERS = {"disclosure/ledger_import.py": "import privacy\n"}
UNNAMED = {"privacy/wizard.py": "", "privacy/views.py": ""}


def test_contracts_are_kept() -> None:
    verdict = contracts.lint()

    assert verdict.kept, verdict.says


def test_empty_house_keeps_its_contracts(tmp_path: Path) -> None:
    contracts.lay_out(tmp_path, {})

    verdict = contracts.lint(tmp_path)

    assert verdict.kept, verdict.says


@pytest.mark.parametrize("name", BROKEN)
def test_contract_breaks(name: str, tmp_path: Path) -> None:
    contracts.lay_out(tmp_path, BROKEN[name])

    verdict = contracts.lint(tmp_path)

    assert not verdict.kept
    assert f"{name} BROKEN" in verdict.says
    assert verdict.says.count(" BROKEN") == 1


def test_regimes_are_strangers_to_each_other(tmp_path: Path) -> None:
    contracts.lay_out(tmp_path, STRANGERS)

    assert "Apps depend downwards only BROKEN" in contracts.lint(tmp_path).says


def test_new_file_name_in_a_slice_waits_for_its_layer(tmp_path: Path) -> None:
    contracts.lay_out(tmp_path, UNNAMED)

    verdict = contracts.lint(tmp_path)

    assert not verdict.kept
    assert "privacy.wizard" in verdict.says
    assert "privacy.views" not in verdict.says


def test_every_package_stands_in_a_layer() -> None:
    assert set(contracts.settings()["root_packages"]) == tree.app_names()


def test_contract_names_the_layers_of_the_house() -> None:
    layers = contracts.contract("apps")["layers"]

    from_the_bottom = tuple(
        tuple(name.strip() for name in layer.split("|")) for layer in reversed(layers)
    )
    assert from_the_bottom == registry.LAYERS


def test_slices_hold_named_layers_only() -> None:
    slices = contracts.contract("slices")

    assert slices["exhaustive"] is True
    assert set(slices["containers"]) == {"disclosure", "privacy", "appeals"}
    assert set(slices["exhaustive_ignores"]) == {
        "apps",
        "management",
        "migrations",
        "templatetags",
    }
