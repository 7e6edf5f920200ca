"""The records as tables to take away. Shapes only: whoever writes them into a file makes the words harmless."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.utils.timezone import localtime

from articles.models.review import Stage
from articles.records.issue import IssueRecord, Signature
from articles.records.story import Line, Printing, Round, StoryRecord

Row = tuple[str | int | None, ...]
Rows = list[Row]

STORY_HEADS = (
    "稿件编号",
    "标题",
    "第几次送审",
    "环节",
    "审稿人",
    "审校制度",
    "时间",
    "结论",
    "意见",
    "稿次",
    "文字指纹",
    "待核校对提示",
    "期次",
    "地址",
)
PLACE_HEADS = ("版次", "版名", "次序", "稿件编号", "标题", "署名", "字数", "栏目")
DEED_HEADS = ("时间", "事项", "经办人", "稿件", "出版时间", "地址", "原因", "内容校验值")
PASSED_HEADS = ("时间", "放行人", "提示", "放行原因")


def story_table(records: Sequence[StoryRecord]) -> tuple[Sequence[str], Rows]:
    """Every verdict, change and publication of the stories, a line each."""
    return STORY_HEADS, [row for record in records for row in _story(record)]


def issue_tables(record: IssueRecord) -> list[tuple[Sequence[str], Rows]]:
    """The stories with their stages, then who published, then what was let pass."""
    stages = tuple(stage.label for stage in Stage)
    return [
        ((*PLACE_HEADS, *stages, "稿次", "文字指纹"), _places(record)),
        (DEED_HEADS, _deeds(record)),
        (
            PASSED_HEADS,
            [
                (_when(row.created_at), row.printed_name, row.said, row.reason)
                for row in record.overrides
            ],
        ),
    ]


def _story(record: StoryRecord) -> Iterator[Row]:
    what = (record.article.pk, record.article.headline)
    for each in record.rounds:
        for line in each.lines:
            yield (*what, *_line(each, line), None, None)
    for printing in record.printings:
        yield (*what, *_printing(printing))


def _line(of: Round, line: Line) -> Row:
    return (
        of.number,
        line.stage,
        line.name,
        line.rule,
        _when(line.at),
        line.said,
        line.opinion,
        line.version,
        line.mark,
        line.findings,
    )


def _printing(row: Printing) -> Row:
    return (
        None,
        "出版",
        row.name,
        None,
        _when(row.at),
        row.deed,
        row.reason,
        row.version,
        row.mark,
        None,
        str(row.issue),
        row.address,
    )


def _places(record: IssueRecord) -> Rows:
    return [
        (
            of.page.number,
            of.page.name,
            line.position,
            line.article.pk,
            line.words.headline,
            line.words.signature,
            line.words.character_count,
            line.article.section.name if line.article.section else None,
            *("；".join(_signed(each) for each in stage) for stage in line.stages),
            getattr(line.words, "number", None),
            line.mark,
        )
        for of in record.pages
        for line in of.stories
    ]


def _signed(signature: Signature) -> str:
    return f"{signature.name} {_when(signature.at)}{' 核准改动' if signature.confirms else ''}"


def _deeds(record: IssueRecord) -> Rows:
    return [
        (
            _when(row.created_at),
            row.get_deed_display(),
            row.printed_name,
            row.article.headline if row.article else None,
            _when(row.publish_at) if row.publish_at else None,
            row.address,
            row.reason,
            row.content_hash,
        )
        for row in record.publications
    ]


def _when(at: dt.datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}"
