import django.db.models.deletion
from django.db import migrations, models

#: Per vendor: the index of terms that lies beside the table, and how it goes again.
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE articles_search USING fts5("
        "title, signature, body, tokenize='unicode61 remove_diacritics 0')"
    ],
    "postgresql": [
        'ALTER TABLE articles_searchtext ADD COLUMN terms text[] COLLATE "C"',
        "CREATE INDEX articles_search_terms ON articles_searchtext USING gin (terms)",
    ],
}
UNMAKE = {
    "sqlite": ["DROP TABLE articles_search"],
    "postgresql": [
        "DROP INDEX articles_search_terms",
        "ALTER TABLE articles_searchtext DROP COLUMN terms",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    for statement in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_renditions")]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("for_desk", models.BooleanField()),
                ("for_readers", models.BooleanField()),
                ("title", models.TextField()),
                ("signature", models.TextField()),
                ("body", models.TextField()),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "检索文本",
                "verbose_name_plural": "检索文本",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("for_desk", True)),
                        fields=("article",),
                        name="one_search_text_for_the_desk",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("for_readers", True)),
                        fields=("article",),
                        name="one_search_text_for_readers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("for_desk", True), ("for_readers", True), _connector="OR"
                        ),
                        name="a_search_text_is_for_someone",
                    ),
                ],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
