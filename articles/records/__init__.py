"""审稿单: who approved which words of a story or an issue, and what readers had of them, as the append-only rows tell it."""

from articles.records.issue import IssueRecord, of_issue
from articles.records.story import StoryRecord, of_stories
from articles.records.tables import issue_tables, story_table

__all__ = [
    "IssueRecord",
    "StoryRecord",
    "issue_tables",
    "of_issue",
    "of_stories",
    "story_table",
]
