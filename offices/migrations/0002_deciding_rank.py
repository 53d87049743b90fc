"""How high an approver decides; approvers of before are department heads."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RANKS = [
    ("division_head", "Division head"),
    ("department_head", "Department head"),
    ("organ_head", "Head of the organ"),
]


def rank_approvers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give every approver the middle rank; a system administrator may change it."""
    grants = apps.get_model("offices", "Grant").objects
    grants.filter(role="approver").update(rank="department_head")


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="rank",
            field=models.CharField(
                blank=True, choices=RANKS, default="", max_length=20
            ),
            preserve_default=False,
        ),
        migrations.RunPython(rank_approvers, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rank", ""),
                    models.Q(
                        ("rank__in", [code for code, _label in RANKS]),
                        ("role", "approver"),
                    ),
                    _connector="OR",
                ),
                name="offices_grant_rank_of_approver",
            ),
        ),
    ]
