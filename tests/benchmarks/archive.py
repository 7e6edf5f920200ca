"""An archive of any size, made in bulk: weekly issues of four pages, six stories a page, all of them published.

Words are drawn from a few hundred, names from tens of thousands, so that some words stand in every tenth story and some
names in a handful. The same size gives the same archive.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from django.contrib.auth import get_user_model
from django.utils import timezone

from articles import search
from articles.models import (
    Article,
    Byline,
    Contributor,
    Issue,
    Masthead,
    Page,
    Placement,
    Version,
)
from articles.models.article import Origin
from articles.models.article import State as StoryState
from articles.models.issue import State
from sections import naming

PAGES, STORIES = 4, 6
FIRST = dt.date(2026, 3, 4)
SURNAMES = "何林周彭杨陈沈许罗唐马刘孙李王张赵吴郑冯蒋韩曹谢邓萧田董袁潘"
GIVEN = "晓舟澄佳永兰墨嘉川雨原畅为伟敏静磊洋艳勇军杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彬鹏飞宇航"
PLACES = [f"{a}{b}{c}" for a in "云青白望石龙江柳" for b in "岭溪鹿河桥泉山原" for c in "县镇乡"]
DOINGS = [
    "建成",
    "开放",
    "启用",
    "完工",
    "揭牌",
    "开课",
    "投入使用",
    "迎来首批观众",
    "通过验收",
    "向公众免费开放",
]
THINGS = [
    "气象站",
    "科普馆",
    "天文台",
    "实验田",
    "流动科技馆",
    "湿地观测点",
    "少年科学院",
    "种质资源库",
    "雷达站",
    "5G基站",
    "DNA检测室",
    "创客空间",
    "防汛预警系统",
    "智慧大棚",
    "无人机飞手培训班",
    "山火监测塔",
    "净水厂",
    "地震台",
    "果树嫁接示范园",
    "星空营地",
]
TALK = [
    "技术员把数据一项一项念给大家听",
    "孩子们围着模型问个不停",
    "今年的雨水比往年早了十来天",
    "第一批设备上周已经运到现场",
    "大家在坡上选了三处地方反复比较",
    "夜里温度降到零下也没有停机",
    "志愿者分成六组挨家挨户讲解",
    "老乡说这回心里有了底",
    "结果要等到秋收之后才能看清",
    "课程每周六上午开讲",
    "报名的人排到了门外",
    "县科协派来两位讲师",
]
#: What one title in forty has beside it: rare characters, letters with accents, full width.
BESIDE = {"kicker": "𠮷野㐀记", "subtitle": "——写给café与Ａ１的信"}
SECTIONS = [
    "科协动态",
    "云岭观察",
    "科普课堂",
    "田间问答",
    "少年科学",
    "本周天象",
    "健康之友",
    "人物",
]


def make(stories: int, *, indexed: bool = True) -> None:
    """So many stories and as many issues as they fill; the last issue is not full. About 4,000 stories a second, without index."""
    rng = random.Random(stories)
    writer = get_user_model().objects.create(username="archive", first_name="沈墨", is_active=False)
    if not Masthead.objects.exists():
        Masthead.objects.create(name="江源科学报", cn_number="CN 00-0000")
    people = _people(rng, max(30, stories // 5))
    sections = [naming.add(name) for name in SECTIONS]
    for start in range(0, stories, 2400):
        count = min(2400, stories - start)
        articles = _articles(rng, count, people, sections, writer)
        _place(articles, FIRST - dt.timedelta(days=7 * (start // (PAGES * STORIES))))
    if indexed:
        for _done in search.reindex():
            pass


def _people(rng: random.Random, count: int) -> list[Contributor]:
    names = {rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=2)) for _ in range(count)}
    return Contributor.objects.bulk_create(
        [Contributor(name=name) for name in sorted(names)], batch_size=2000
    )


def body(rng: random.Random, length: int) -> str:
    paragraphs, size = [], 0
    while size < length:
        place, thing = rng.choice(PLACES), rng.choice(THINGS)
        talk = "，".join(rng.sample(TALK, 4))
        text = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日，{place}的{thing}{rng.choice(DOINGS)}，{talk}。"
        paragraphs.append(f"<p>{text}</p>")
        size += len(text)
    return "\n".join(paragraphs)


def _articles(
    rng: random.Random, count: int, people: Sequence[Contributor], sections: Sequence, writer
) -> list[Article]:
    """Stories with their one version and their bylines; one in fifty is a draft again."""
    now = timezone.now()
    articles, signed = [], []
    for at in range(count):
        who = rng.sample(people, rng.randint(1, 2))
        signed.append(who)
        text = body(rng, rng.choice((150, 300, 600, 1200)))
        articles.append(
            Article(
                **(BESIDE if at % 40 == 1 else {}),
                title=f"{rng.choice(PLACES)}{rng.choice(THINGS)}{rng.choice(DOINGS)}",
                body=text,
                signature=f"（本报记者 {' '.join(person.name for person in who)}）",
                section=rng.choice(sections),
                character_count=len(text),
                origin=Origin.ARCHIVE,
                version=1,
                created_by=writer,
                first_published_at=now,
            )
        )
    Article.objects.bulk_create(articles, batch_size=500)
    versions = Version.objects.bulk_create(map(_version, articles), batch_size=500)
    for article, version in zip(articles, versions, strict=True):
        article.latest_version = article.published_version = version
        article.state = StoryState.DRAFT if rng.random() < 0.02 else StoryState.SIGNED_OFF
        if article.state == StoryState.SIGNED_OFF:
            article.signed_version = version
    known = ["latest_version", "published_version", "signed_version", "state"]
    Article.objects.bulk_update(articles, known, batch_size=300)
    lines = (
        Byline(article=article, order=order, role="本报记者", name=person.name, contributor=person)
        for article, who in zip(articles, signed, strict=True)
        for order, person in enumerate(who, 1)
    )
    Byline.objects.bulk_create(lines, batch_size=1000)
    return articles


def _version(article: Article) -> Version:
    return Version(
        article=article,
        number=1,
        kicker=article.kicker,
        subtitle=article.subtitle,
        title=article.title,
        body=article.body,
        signature=article.signature,
        character_count=article.character_count,
        fingerprint="0" * 64,
        created_by=article.created_by,
    )


def _place(articles: list[Article], newest: dt.date) -> None:
    """Into issues a week apart, back from the newest."""
    size = PAGES * STORIES
    parts = [articles[at : at + size] for at in range(0, len(articles), size)]
    issues = Issue.objects.bulk_create(_issues(len(parts), newest))
    pages = Page.objects.bulk_create(
        Page(issue=issue, number=number, name=f"版名{number}")
        for issue in issues
        for number in range(1, PAGES + 1)
    )
    Placement.objects.bulk_create(
        (
            Placement(page=pages[at // STORIES], article=article, position=at % STORIES + 1)
            for at, article in enumerate(articles)
        ),
        batch_size=2000,
    )


def _issues(count: int, newest: dt.date) -> Iterator[Issue]:
    masthead = Masthead.objects.current().copy()
    for week in range(count):
        date = newest - dt.timedelta(days=7 * week)
        at = timezone.make_aware(dt.datetime.combine(date, dt.time(6)))
        yield Issue(
            date=date,
            state=State.SIGNED,
            publish_at=at,
            first_published_at=at,
            masthead=masthead,
        )
