"""Where a story begins and ends: one pass over a page's tokens that decides which lines are titles.

A heading's level is no role: print marks a lead story, a story and a sub-head with whatever size fits. And where
nothing is marked a title is a short line without a stop that stands before a dateline, or behind a story's end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.ingest import endings, heads, jumps, notices, rubrics
from articles.ingest.datelines import DATELINE
from articles.ingest.headlines import Headlines
from articles.ingest.scan import TITLES
from articles.ingest.tokens import BOLD_LEVEL, Token

#: Roles that say nothing about where the story stands.
SILENT = ("subtitle", "contact", "dateline", "abstract")


def find_bounds(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of one page with every heading made a `title`, which opens a story, or a `subhead`.

    Bare titles are found; signatures without brackets, contacts and fields are told from text by their place. What
    staff discarded comes first: the lines around it are read as if it had not been there.
    """
    discarded = [token for token in tokens if token.role == "discard"]
    return [*discarded, *_Bounds(_without_discarded(tokens)).run()]


def _without_discarded(tokens: Sequence[Token]) -> list[Token]:
    """A gap above a discarded line is one above the next."""
    kept, gap = list[Token](), 0
    for token in tokens:
        gap = max(gap, token.blanks_before)
        if token.role != "discard":
            kept.append(replace(token, blanks_before=gap))
            gap = 0
    return kept


class _Bounds(Headlines):
    """A method for each kind of token; it says how many tokens it took where that is not one."""

    def run(self) -> list[Token]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            take = (
                self._ruled
                if token.role
                else getattr(self, "_" + token.kind.replace("-", "_"), self._silent)
            )
            at += take(token, at) or 1
        self.release()
        return self.out

    def _silent(self, token: Token, _: int) -> None:
        self.emit(token)

    def _ruled(self, token: Token, _: int) -> None:
        """A line that staff decided about: no look at its neighbours."""
        if token.role in TITLES:
            self.open(token, token.level or self.level or 1)
        elif token.role == "kicker":
            self.held.append(token)
        elif token.role == "section":
            self._section(token, 0)
        else:
            self.emit(token)
            if token.role == "signature":
                self.is_closed = self.is_closed or not self.in_head
            elif token.role not in SILENT:
                self.has_text(token.passage)

    def _section(self, token: Token, _: int) -> None:
        self.emit(token)
        self.is_fresh, self.in_head, self.in_ads, self.last = True, False, False, None

    def _advertisement(self, token: Token, _: int) -> None:
        """`广告` over what is none of the paper's; right under a title it says so of that."""
        self.emit(token)
        if not self.in_head:
            self.is_closed, self.in_ads, self.last = True, True, None

    def _picture(self, token: Token, _: int) -> None:
        """A picture over the first title is that story's."""
        if self.is_fresh:
            self.held.append(token)
        else:
            self.emit(token)

    def _caption(self, token: Token, _: int) -> None:
        """Right below such a picture it goes with it."""
        if self.held and self.held[-1].kind == "picture":
            self.held.append(token)
        else:
            self.emit(token)

    def _signature(self, token: Token, _: int) -> None:
        self.emit(token)
        self.is_closed = self.is_closed or not self.in_head

    def _row(self, token: Token, _: int) -> None:
        """A bold row over one that is not names the columns."""
        above = self.out[-1] if self.out and not token.blanks_before else None
        if above and above.kind == "row" and above.look.bold and not token.look.bold:
            above.name = "header"
        self.emit(token)
        self.has_text(None)

    def _divider(self, _: Token, __: int) -> int:
        """A line across the column: what was above it has ended."""
        self.is_closed = self.is_closed or (self.level > 0 and not self.in_head)
        return 1

    def _courtesy(self, token: Token, at: int) -> None:
        """To the editor it stands before the first title or behind a story; in its midst such a line is text."""
        is_behind = self.level > 0 and not self.in_head and self.ends(at + 1)
        is_placed = {
            "account": True,
            "before": self.level == 0,
            "behind": is_behind,
            "salute": is_behind and self.out[-1].kind == "courtesy",
        }
        if not is_placed[token.name]:
            self.take_as_text(token)
            return
        self.out.append(token)  # and what is held for a title stays held
        self.is_closed = self.is_closed or is_behind

    def _more(self, token: Token, at: int) -> None:
        """`往期推荐`, over titles of other days."""
        self.emit(token)
        self.in_more, self.is_closed = True, self.is_closed or not self.in_head

    def _is_other_title(self, token: Token, at: int) -> bool:
        """Below such a line; a title that a text stands under is one of this source."""
        is_short = len(token.passage.text) <= heads.LONGEST_TITLE and not heads.is_body(token)
        return is_short and not heads.is_body(heads.following(self.tokens, at + 1))

    def _rule(self, _: Token, __: int) -> int:
        """The line below a table's head: a mark of the format."""
        if self.out and self.out[-1].kind == "row":
            self.out[-1].name = "header"
        return 1

    def _abstract(self, token: Token, _: int) -> None:
        """A box above a title is the story's below it."""
        self.in_box = token.name == "head"
        if self.is_open():
            self.held.append(token)
        else:
            self.emit(token)

    def _jump(self, token: Token, at: int) -> None:
        jump = token.jump
        if jump is None or jump.direction == "to" or not self.is_open():
            self.emit(token)
            is_end = jump is not None and jump.direction == "to" and not self.in_head
            self.is_closed = self.is_closed or is_end
            return
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        self.held.append(token)
        if jump.title and (following is None or following.kind != "heading"):
            self._open_by_jump(token, jump.title)

    def _open_by_jump(self, token: Token, name: str) -> None:
        """`（上接第1版《望溪大桥》）` is all the head that the rest of a story has."""
        whole = token.passage
        start = whole.text.index(name)
        title = replace(token, kind="title", passage=whole.cut(start, start + len(name)), jump=None)
        token.passage = whole.without(start, start + len(name))
        self.open(title, BOLD_LEVEL)

    def _page_line(self, token: Token, at: int) -> None:
        """A date alone: the page's head above its stories, the day of writing below one."""
        if self.level == 0:
            self.emit(token)
        elif self.last is not None and self.ends(at + 1):
            self.emit(replace(token, kind="contact"))
        else:
            self.take_as_text(token)

    def _contact(self, token: Token, at: int) -> None:
        """Of the writer, at the story's ends; in its midst only what may never be published."""
        is_end = not self.in_head and self.level > 0 and self.ends(at + 1)
        if (self.in_head or (is_end and not self.is_closed)) and self._is_signed(token):
            self._emit_ending(token)
            self.is_closed = is_end
        elif is_end or self.in_head or endings.is_private(token.passage.text):
            self.emit(token)
            self.is_closed = self.is_closed or is_end
        else:
            self.take_as_text(token)

    def _is_signed(self, token: Token) -> bool:
        """`通讯员 柳青渡 农商行 6222…`: who wrote the story stands before what is for the office."""
        found = endings.ending(token.passage)
        return found is not None and found.has_person

    def _field(self, token: Token, at: int) -> None:
        if token.name == "引题" and not self.in_head:
            self.held.append(token)
        elif token.name == "主题" and (self.is_open() or self.held):
            self.open(replace(token, kind="title"), 1)
        elif token.name != "主题" and (self.in_head or self._is_origin(token, at)):
            self.emit(token)
        else:
            self.take_as_text(token)

    def _is_origin(self, token: Token, at: int) -> bool:
        """`来源：科普中国` below the text."""
        return token.name == "来源" and self.last is not None and self.ends(at + 1)

    def _heading(self, token: Token, at: int) -> int:
        if rubrics.stands_over_title(self.tokens, at) and (taken := self._below_rubric(token, at)):
            return taken
        if taken := self.marked_head((), at):
            return taken
        self.emit(replace(token, kind="subhead"))
        self.has_text(None)
        return 1

    def _text(self, token: Token, at: int) -> int:
        """A paragraph, a line of a table or box, or one of the short lines that stand at a story's ends."""
        if self.in_box:
            self._abstract(replace(token, kind="abstract"), at)
            return 1
        if self.in_more and self._is_other_title(token, at):
            self.emit(replace(token, kind="courtesy", name="account"))
            return 1
        self.in_more = False
        if (rest := self._without_lead(token, at)) is not token:
            self.emit(rest)
            self.has_text(rest.passage)
            return 1
        if self._is_row(token, at):
            self._row(replace(token, kind="row"), at)
            return 1
        if self._is_of_head(token):
            self.emit(token)
            return 1
        if len(token.passage.text) <= endings.LONGEST_CONTACT:
            taken = self.under_title(token, at) if self.in_head else self.ending(token, at)
            if taken or (taken := self.bare_head(token, at)):
                return taken
        self.emit(token)
        self.has_text(token.passage)
        self.is_closed = endings.is_note(token.passage.text)
        return 1

    def _without_lead(self, token: Token, at: int) -> Token:
        """The paragraph without what opens a story in front of it: `更正：…`, `（上接第1版《望溪大桥》）…`."""
        text = token.passage.text
        if (
            text[:1] in "更致■●◆【"
            and (lead := notices.CORRECTION_LEAD.match(text))
            and self.is_open()
        ):
            title = token.passage.cut(*lead.span("title" if lead["title"] else "bracketed"))
            self.open(replace(token, kind="title", passage=title), BOLD_LEVEL)
            return replace(token, passage=token.passage.cut(lead.end(), len(text)))
        mark = jumps.opening(token.passage) if "接" in text[:12] else None
        if mark:
            self._jump(replace(token, kind="jump", passage=mark.passage, jump=mark), at)
            rest = token.passage.cut(len(mark.passage.text), len(text)).stripped()
            return replace(token, passage=rest)
        return token

    def _is_of_head(self, token: Token) -> bool:
        """A caption right below its picture, or a dateline with nothing behind it: no paragraph yet."""
        if self.in_head and DATELINE.fullmatch(token.passage.text):
            return True
        above = self.out[-1] if self.out and not token.blanks_before else None
        return heads.is_below(above, token)

    def _is_row(self, token: Token, at: int) -> bool:
        """Of a table without outer bars: its rule follows, or its rows came right before. Or of one typed with tabs."""
        text = token.passage.text
        above = self.out[-1] if self.out and not token.blanks_before else None
        below = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        below = None if below and below.blanks_before else below
        if "|" in text:
            return any(each is not None and each.kind in ("row", "rule") for each in (above, below))
        tabs = text.count("\t")
        rows = (each for each in (above, below) if each is not None)
        return tabs > 0 and any(
            each.kind in ("row", "text") and each.passage.text.count("\t") == tabs for each in rows
        )
