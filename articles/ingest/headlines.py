"""Finding the head of a story among a page's lines, marked or not, and the lines that stand at a story's ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from articles.ingest import beginnings, endings, heads, notices, rubrics
from articles.ingest.endings import Ending
from articles.ingest.furniture import is_paper_name
from articles.ingest.passages import Passage
from articles.ingest.scan import Scan
from articles.ingest.sentences import is_introduction
from articles.ingest.tokens import BOLD_LEVEL, Token
from articles.text.name_lists import CLEAR_SURNAMES

MOST_TITLE_LINES, MOST_SIGNING_LINES = 3, 3


class Headlines(Scan):
    """Each method takes the tokens from `at` on and says how many it took: 0 where they are something else."""

    def marked_head(self, above: Sequence[Token], at: int) -> int:
        """Headings, with the bare lines `above` them (引题) and those before a dateline below them (副题)."""
        run = beginnings.gather(self.tokens, at)
        marked = list(takewhile(lambda each: each.kind == "heading", run))
        bare = run[len(marked) :]
        after = heads.following(self.tokens, at + len(run))
        if not (heads.is_dated(after) or all(_is_set_as_subtitle(each) for each in bare)):
            bare, after = [], heads.following(self.tokens, at + len(marked))
        top = min(range(len(marked)), key=lambda place: marked[place].level)
        if not self.begins(marked[top], after):
            return 0
        in_list = self.in_head and self.level == marked[top].level
        is_one = heads.is_body(after) and not in_list
        count = _title_lines(marked, top) if is_one else 1
        lower = self._subtitle(marked, top + count, at, is_dated=heads.is_dated(after))
        bare = self._unsigned(bare) if top + count + len(lower) == len(marked) else []
        title = replace(
            marked[top],
            kind="title",
            passage=heads.title_of(marked[top : top + count]),
            is_news=heads.is_dated(after),
            kicker=heads.lines_of([*above, *marked[:top]]),
            subtitle=heads.lines_of([*lower, *bare]),
        )
        self.open(title, marked[top].level)
        return len(above) + top + count + len(lower) + len(bare)

    def _subtitle(
        self, marked: Sequence[Token], first: int, at: int, *, is_dated: bool
    ) -> list[Token]:
        """A heading right under the title, where it is no sub-head and no title of its own."""
        if first >= len(marked):
            return []
        line, title = marked[first], marked[first - 1]
        if heads.is_dash(line):
            return [line]
        if line.level <= title.level or line.level in self.story_levels:
            return []
        pairs = marked[0].level == line.level  # 引题 and 副题 in one size, 主题 between them
        alone = heads.stands_alone(self.tokens, line, at + first + 1)
        return [line] if is_dated or pairs or alone else []

    def bare_head(self, token: Token, at: int) -> int:
        """Lines without any mark, before a dateline or where a story may begin."""
        if not self.in_head and rubrics.stands_over_title(self.tokens, at):
            return self._below_rubric(token, at)
        run = beginnings.gather(self.tokens, at)
        marked = next((place for place, each in enumerate(run) if each.kind == "heading"), 0)
        if run and self._is_title_by_word(token):
            run = run[:1]
        elif marked and self._may_lead(run, marked):
            return self.marked_head(run[:marked], at + marked)
        elif not run or self.in_head or not (run := self._judged(run[: marked or None], at)):
            return 0
        above, lines, below = heads.by_look(run)
        after = heads.following(self.tokens, at + len(run))
        passage, is_news = heads.title_of(lines), heads.is_dated(after)
        title = replace(token, kind="title", passage=passage, is_news=is_news)
        title.kicker, title.subtitle = heads.lines_of(above), heads.lines_of(below)
        self.open(title, BOLD_LEVEL)
        return len(run)

    def _below_rubric(self, token: Token, at: int) -> int:
        """The head under a line that may be a section's; 0 where none is."""
        was_closed, self.is_closed, self.unsure = self.is_closed, True, token
        below = self.tokens[at + 1]
        find = self.marked_head if below.kind == "heading" else None
        taken = find((), at + 1) if find else self.bare_head(below, at + 1)
        if not taken:
            self.is_closed, self.unsure = was_closed, None
        return taken and taken + 1

    def _may_lead(self, run: Sequence[Token], marked: int) -> bool:
        """Lines right above a heading are its 引题: at a story's end, or set off from the text before them."""
        if self.in_head or marked > 2 or is_paper_name(run[0].passage.text):
            return False
        set_off = run[0].blanks_before > 0 and not any(t.blanks_before for t in run[1 : marked + 1])
        return self.is_open() or (
            set_off and self.last is not None and heads.is_body_text(self.last)
        )

    def _is_title_by_word(self, token: Token) -> bool:
        """更正 is one wherever it stands; 遗失声明 below 广告."""
        text = token.passage.text
        if notices.CORRECTION.fullmatch(text):
            return not self.in_head
        return self.in_ads and notices.NOTICE.fullmatch(text) is not None

    def _judged(self, run: list[Token], at: int) -> list[Token]:
        """The bare lines that are a title here; none where nothing says so."""
        after = heads.following(self.tokens, at + len(run))
        above = self.out[-1] if self.out else None
        is_letter = above is not None and above.name == "salute"  # its writer signs below
        may_begin = self.is_open() and (self.is_fresh or not self.is_marked) and not is_letter
        if not (heads.is_dated(after) or self._has_field(at + len(run)) or may_begin):
            return run[: self._pair(run, at)]
        gap = after.blanks_before if after else 0
        lines = run if may_begin else heads.last_block(run, gap)
        if lines[0] is not run[0]:
            return []  # the title begins further down
        lines = self._unsigned(lines[: _labelled(lines)])
        while lines and lines[-1].passage.text.endswith(("：", ":")):
            lines = lines[:-1]  # a letter begins
        if not lines:
            return []
        is_head = after is not None and len(lines) <= heads.MOST_LINES
        if is_head or not may_begin:
            return lines
        return lines[:1] if len(run) > 2 or (len(run) == 2 and after is None) else []  # a poem

    def _pair(self, run: Sequence[Token], at: int) -> int:
        """How many lines are a title with a 副题 or a writer's line under it, where the text above has ended."""
        if self.last is None or self.in_head or not beginnings.has_ended(self.tokens, at):
            return 0
        places = range(1, len(run) + 1)
        pairs = (each for each in places if beginnings.is_under_title(self.tokens, at + each))
        count = next(pairs, 0)
        while count and count < len(run) and heads.is_dash(run[count]):
            count += 1
        return count

    def _has_field(self, at: int) -> bool:
        """`副题：…`, `标签：…` below a line show that it is a title."""
        return at < len(self.tokens) and self.tokens[at].kind == "field"

    def _unsigned(self, run: Sequence[Token]) -> list[Token]:
        """Without the names at the end of the lines: they sign below the title."""
        lines = list(run)
        while len(lines) > 1 and _signs(lines[-1].passage):
            lines.pop()
        return lines

    def under_title(self, token: Token, at: int) -> int:
        """`——副题`, `作者：何晓`, `望溪县科协 柳青渡`: lines between a title and its text."""
        if heads.is_dash(token):
            self.emit(replace(token, kind="field", name="副题", whole=token.passage))
            return 1
        if heads.ends_with_stop(token) or heads.following(self.tokens, at + 1) is None:
            return 0
        return self._emit_ending(token)

    def ending(self, token: Token, at: int) -> int:
        """`望溪县科协 柳青渡`, `柳青渡供稿　手机 138…` below a story's text."""
        if self.last is None or heads.ends_with_stop(token) or not self.ends(at + 1):
            return 0
        above = self.out[-1]
        if above.kind in ("picture", "caption") and not token.blanks_before:
            return 0
        found = endings.ending(token.passage)
        if found is None or (found.signature and self._is_elsewhere(found, self.last, at)):
            return 0
        self.is_closed = True
        if endings.is_workplace(token.passage.text):
            self.emit(replace(token, kind="contact"))
            return 1
        return self._emit_ending(token)

    def _is_elsewhere(self, found: Ending, last: Passage, at: int) -> bool:
        """Names that sign nothing: the first line of the next title behind a signature, or one of a list of names."""
        token, below = self.tokens[at], self.tokens[at + 1 : at + 1 + MOST_SIGNING_LINES]
        leads = bool(below) and below[0].kind in ("text", "heading") and self.is_closed
        names = [token for token in below if token.kind == "text" and _signs(token.passage)]
        is_set_off = self.is_closed and token.blanks_before > self.out[-1].blanks_before
        in_list = is_introduction(last.text) or len(names) == MOST_SIGNING_LINES or _signs(last)
        is_rubric = not _has_surname(token) and rubrics.stands_over_title(self.tokens, at)
        return in_list or is_rubric or (leads and (is_set_off or not found.has_person))

    def _emit_ending(self, token: Token) -> int:
        found = endings.ending(token.passage)
        if found is None:
            return 0
        if found.signature:
            self.emit(
                replace(token, kind="signature", passage=found.signature, signature=found.parsed)
            )
        self.emit(*(replace(token, kind="contact", passage=each) for each in found.contacts))
        return 1


def _title_lines(marked: Sequence[Token], top: int) -> int:
    """How many headings of one size are one title set in lines; a list of headings is as many titles."""
    count = 1
    for line in marked[top + 1 :]:
        if line.level != marked[top].level or heads.is_dash(line):
            break
        count += 1
    return count if count <= MOST_TITLE_LINES else 1


def _signs(passage: Passage) -> bool:
    found = endings.ending(passage)
    return found is not None and found.signature is not None


def _labelled(lines: Sequence[Token]) -> int:
    """How many lines stand above the first that says who wrote: `文/何晓`."""
    found = ((at, endings.ending(line.passage)) for at, line in enumerate(lines) if at)
    return next((at for at, each in found if each and _has_role(each)), len(lines))


def _has_surname(token: Token) -> bool:
    """One that is hardly anything else: 柳青渡, and no 光影."""
    return token.passage.text[:1] in CLEAR_SURNAMES


def _has_role(found: Ending) -> bool:
    return found.parsed is not None and any(credit.role for credit in found.parsed.credits)


def _is_set_as_subtitle(token: Token) -> bool:
    return token.look.align == "center" or heads.is_dash(token)
