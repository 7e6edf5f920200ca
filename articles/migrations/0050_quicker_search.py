from django.db import migrations

FTS = "CREATE VIRTUAL TABLE articles_search USING fts5(title, signature, body, {})"
TOKENS = "tokenize='unicode61 remove_diacritics 0'"
#: What was indexed without them would be passed over: `migrate` fills the index anew at its end.
EMPTY = "DELETE FROM articles_searchtext"
#: On PostgreSQL the terms of titles get an index of their own, on SQLite the first characters of all terms.
MAKE = {
    "sqlite": ["DROP TABLE articles_search", FTS.format(f"{TOKENS}, prefix='1'"), EMPTY],
    "postgresql": [
        'ALTER TABLE articles_searchtext ADD COLUMN title_terms text[] COLLATE "C"',
        "CREATE INDEX articles_search_titles ON articles_searchtext USING gin (title_terms)",
        EMPTY,
    ],
}
UNMAKE = {
    "sqlite": ["DROP TABLE articles_search", FTS.format(TOKENS), EMPTY],
    "postgresql": [
        "DROP INDEX articles_search_titles",
        "ALTER TABLE articles_searchtext DROP COLUMN title_terms",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    for statement in UNMAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0049_public_stories_of_a_section")]

    operations = [migrations.RunPython(make, unmake)]
