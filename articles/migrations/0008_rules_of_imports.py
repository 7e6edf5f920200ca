from django.db import migrations, models
from django.db.models import Q


def keep_once(apps, schema_editor):
    """The same bytes of the pool under one row, the oldest; the stories of the others point at it."""
    source = apps.get_model("articles", "Source")
    arrival = apps.get_model("articles", "Arrival")
    pooled = source.objects.filter(issue__isnull=True).order_by("pk")
    oldest = {}
    for pk, fingerprint in pooled.values_list("pk", "fingerprint"):
        kept = oldest.setdefault(fingerprint, pk)
        if kept != pk:
            arrival.objects.filter(source=pk).update(source=kept)
            source.objects.filter(pk=pk).delete()
    settle(schema_editor)


def put_right(apps, schema_editor):
    """Imports as the rules have them. What was accepted stays accepted, what names nothing known is given up."""
    intake = apps.get_model("articles", "Intake")
    every = intake.objects.order_by()
    every.exclude(state__in=["open", "accepted", "dropped"]).update(state="dropped")
    every.exclude(kind__in=["regular", "combined", "extra"]).update(kind="regular")
    every.filter(Q(page_number__lt=1) | Q(page_number__gt=99)).update(page_number=None)
    every.exclude(goal__in=["pool", "page"]).update(goal="pool")
    every.filter(goal="page", date__isnull=True).update(goal="pool")
    every.filter(goal="page", state="accepted", issue__isnull=True).update(goal="pool")
    every.exclude(goal="page", state="accepted").update(issue=None)
    settle(schema_editor)


def settle(schema_editor):
    """PostgreSQL alters no table with checks still pending on it."""
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_names_of_imports")]

    operations = [
        migrations.RunPython(keep_once, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=Q(("issue__isnull", True)),
                fields=("fingerprint",),
                name="a_source_of_the_pool_is_kept_once",
            ),
        ),
        migrations.RunPython(put_right, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("goal__in", ["pool", "page"]),
                    ("kind__in", ["regular", "combined", "extra"]),
                    ("state__in", ["open", "accepted", "dropped"]),
                ),
                name="an_import_is_in_a_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=Q(("goal", "pool"), ("date__isnull", False), _connector="OR"),
                name="an_import_onto_a_page_has_a_date",
                violation_error_message="要排进某期某版，请先写明出版日期。",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=Q(
                    Q(("goal", "page"), ("issue__isnull", False), ("state", "accepted")),
                    Q(
                        Q(("goal", "page"), ("state", "accepted"), _negated=True),
                        ("issue__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="an_import_accepted_onto_a_page_has_its_issue",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=Q(
                    ("page_number__isnull", True), ("page_number__range", (1, 99)), _connector="OR"
                ),
                name="an_import_names_a_page_that_can_be",
                violation_error_message="版次请写 1 到 99。",
            ),
        ),
    ]
