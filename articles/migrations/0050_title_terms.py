from django.db import migrations

#: On PostgreSQL the terms of titles get an index of their own; SQLite's tells the columns apart already.
MAKE = [
    'ALTER TABLE articles_searchtext ADD COLUMN title_terms text[] COLLATE "C"',
    "CREATE INDEX articles_search_titles ON articles_searchtext USING gin (title_terms)",
    # Rows without them would be passed over: emptied, `migrate` fills the index anew at its end.
    "DELETE FROM articles_searchtext",
]
UNMAKE = [
    "DROP INDEX articles_search_titles",
    "ALTER TABLE articles_searchtext DROP COLUMN title_terms",
]


def make(apps, schema_editor):
    _run(MAKE, schema_editor)


def unmake(apps, schema_editor):
    _run(UNMAKE, schema_editor)


def _run(statements, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0049_public_stories_of_a_section")]

    operations = [migrations.RunPython(make, unmake)]
