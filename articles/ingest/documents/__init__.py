"""A file of any kind -> numbered lines of one text (articles.ingest.source.Opened). Nothing here knows what a story is."""
