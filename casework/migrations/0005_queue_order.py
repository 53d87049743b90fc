"""The order of lists as columns the database keeps, and the indexes to walk."""

import casework.models.queue_order
import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="outcome_order",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    casework.models.queue_order.DayNumber("outcome_on"),
                    models.Value(0),
                    output_field=models.IntegerField(),
                ),
                output_field=models.IntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="queue_order",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(then=models.Value(40000000), voided=True),
                    models.When(
                        outcome_on__isnull=False,
                        then=django.db.models.expressions.CombinedExpression(
                            models.Value(39999999),
                            "-",
                            casework.models.queue_order.DayNumber("outcome_on"),
                        ),
                    ),
                    models.When(clock_state="unknown", then=models.Value(0)),
                    models.When(
                        clock_state="suspended",
                        then=django.db.models.expressions.CombinedExpression(
                            models.Value(20000000),
                            "+",
                            django.db.models.functions.comparison.Coalesce(
                                casework.models.queue_order.DayNumber("due_on"),
                                models.Value(9999999),
                            ),
                        ),
                    ),
                    default=django.db.models.expressions.CombinedExpression(
                        models.Value(10000000),
                        "+",
                        django.db.models.functions.comparison.Coalesce(
                            casework.models.queue_order.DayNumber("due_on"),
                            models.Value(9999999),
                        ),
                    ),
                    output_field=models.IntegerField(),
                ),
                output_field=models.IntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                condition=models.Q(("state", "returned")),
                fields=["unit", "seq"],
                name="casework_draft_returned",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                fields=["queue_order", "kind", "fiscal_year", "number", "branch", "id"],
                name="casework_unit_in_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                fields=["received_on", "kind", "fiscal_year", "number", "branch", "id"],
                name="casework_unit_by_receipt",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                fields=[
                    "outcome_order",
                    "kind",
                    "fiscal_year",
                    "number",
                    "branch",
                    "id",
                ],
                name="casework_unit_by_outcome",
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                fields=["division", "queue_order"], name="casework_unit_division_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(
                fields=["handler", "queue_order"], name="casework_unit_handler_queue"
            ),
        ),
    ]
