from django.db import migrations


class Migration(migrations.Migration):
    """Apart from the one that copies the sources: PostgreSQL alters no table with checks still pending on it."""

    dependencies = [
        ("articles", "0003_intake"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="page",
            name="source",
        ),
    ]
