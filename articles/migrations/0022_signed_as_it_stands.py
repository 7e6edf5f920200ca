from django.db import migrations, models


class Migration(migrations.Migration):
    """Apart from the data of 0021: PostgreSQL alters no table whose rows this transaction has changed."""

    dependencies = [("articles", "0021_nine_roles")]

    operations = [
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(fields=["name", "kind"], name="byline_by_name"),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "signed_off"), _negated=True),
                    models.Q(
                        ("signed_version", models.F("latest_version")),
                        ("signed_version__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_sign_off_is_of_the_words_as_they_stand",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "signed_off"]), ("round__gte", 1), _connector="OR"
                ),
                name="what_is_reviewed_was_submitted",
            ),
        ),
    ]
