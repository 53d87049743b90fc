"""A new office, set up in one step per app, gets what the steps of an old one gave."""

from typing import Any

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState


def described(model: ModelState) -> dict[str, Any]:
    """Return what a table is, whatever order its columns and rules were given in."""
    options = {
        name: sorted(map(repr, value)) if isinstance(value, list) else repr(value)
        for name, value in model.options.items()
        if value
    }
    fields = {name: field.deconstruct()[1:] for name, field in model.fields.items()}
    return {"fields": repr(sorted(fields.items())), **options}


def models_of(*, squashed: bool) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every table as the migrations leave it."""
    loader = MigrationLoader(None, replace_migrations=squashed)
    ends = [key for key in loader.graph.leaf_nodes() if key not in loader.replacements]
    state = loader.project_state(None if squashed else ends)
    return {key: described(model) for key, model in state.models.items()}


def test_one_step_leaves_what_the_many_leave() -> None:
    in_one, step_by_step = models_of(squashed=True), models_of(squashed=False)

    assert in_one.keys() == step_by_step.keys()
    for key, model in in_one.items():
        assert model == step_by_step[key], key


def test_every_step_of_an_app_stands_in_its_one_step() -> None:
    loader = MigrationLoader(None, replace_migrations=False)

    for key, squashed in loader.replacements.items():
        own = [k for k in loader.disk_migrations if k[0] == key[0] and k != key]
        assert sorted(squashed.replaces) == sorted(own)[: len(squashed.replaces)]
    assert {app for app, _name in loader.replacements} == {
        "casework",
        "desk",
        "notices",
        "offices",
    }
