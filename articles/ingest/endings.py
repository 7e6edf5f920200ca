"""What correspondents write behind a story, or under its title, without brackets: who they are and how to reach them.

`望溪县科协 柳青渡`, `供稿：望溪县科协`, `何晓 文/图`, `联系电话：138…`, `开户行：… 账号：… 户名：…`. The first kind signs the
story; the second is for the office alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from articles.ingest.drafts import Passage
from articles.text import byline

#: Never published, wherever they stand.
PRIVATE = (
    "开户银行|开户行|开户名|开户名称|收款银行|收款账号|收款账户|收款人|收款单位|户名|银行账号|银行帐号|银行卡号|银行卡|账户名|账户|账号|帐号"
    "|卡号|身份证号码|身份证号|身份证|支付宝账号|支付宝|纳税人识别号|税号"
)
#: The writer's where they stand at an end of the story; in its midst they may be for readers.
REACH = (
    "联系人及电话|联系人电话|联系电话|联系方式|联系人|作者电话|电话号码|办公电话|固定电话|固话|座机|电话|手机号码|手机号|手机|传真"
    "|电子邮箱|电子信箱|电子邮件|邮箱|信箱|E-?mail|微信号|微信|QQ号码|QQ号|QQ|联系地址|通讯地址|通信地址|邮寄地址|单位地址|家庭地址|地址"
    "|邮政编码|邮编|审核人?|审稿人?|审签人?|签发人?|核稿人?|编审"
)
MOBILE = r"(?<!\d)1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})(?!\d)"
LANDLINE = r"(?<![\d-])\(?0\d{2,3}\)?[ -]?\d{7,8}(?!\d)"
#: A bank card, an identity card: 16 to 19 figures. No card in groups of four begins as four years in a row do.
CARD = r"(?<![\d.])(?:\d{16,19}|\d{17}[Xx]|[3-9]\d{3}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)(?![\d.])"
BANK = r"(?:[\u4e00-\u9fff]{1,10}(?:行|信用社|农信)\s*)?"
MAIL = r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
LABELLED = re.compile(
    rf"^[（(【\[]?\s*(?:{BANK}(?:{PRIVATE})|{REACH})(?:\s*[（(][^（()）]{{1,10}}[）)])?(?:\s*[：:]\s*\S|\s+[\dA-Za-z(])",
    re.IGNORECASE,
)
SECRET = re.compile(rf"^[（(【\[]?\s*{BANK}(?:{PRIVATE})(?:\s*[：:]|\s+\d)|{CARD}")
NUMBER_ALONE = re.compile(
    rf"^(?:{MOBILE}|{LANDLINE}|{MAIL})(?:[\s、，,；;/]+(?:{MOBILE}|{LANDLINE}|{MAIL}))*$"
)
#: What else a letter says below its story: a heading over contacts, its enclosures.
LETTER = re.compile(
    r"^(?:作者|投稿人|稿费|通讯员)?(?:联系方式|联系办法|银行信息|稿费信息|收款信息|账户信息|个人信息)[：:]?$"
    r"|^附(?:件|图|照片?)?\s*[：:]?\s*(?:现场)?(?:照片|图片|配图|\d)[^。]{0,20}$"
)
#: What print says behind a story in brackets of it or its writer: text that ends it, and no signature.
NOTE = re.compile(
    r"^[（(](?:(?:全文|本文)?完|未完|(?:未完)?待续|(?:本文|此文)?(?:作者|笔者|译者)(?:为|系|是|现为|均为|分别为)[^（()）]{2,60}"
    r"|(?:本文|此文|原文)?(?:原载|选自|摘自|节选自|转载自)[^（()）]{2,40}|(?:本文)?(?:有|略有)?(?:删节|删改|删减))[）)]$"
)
#: Where it begins: `联系电话：0816-2222222`, `手机13800000000`, `微信同号138…`, `农商行望溪支行 6222…`, `13800000000`.
NUMBER = rf"(?:{MOBILE}|{LANDLINE}|{MAIL})"
REACHED = (
    rf"(?:(?:{REACH}|{BANK}(?:{PRIVATE}))(?:同号)?(?:\s*[：:]\s*|\s*(?=\d)|\s+(?=[A-Za-z]))"
    rf"|{NUMBER}|(?:[\u4e00-\u9fff]{{2,14}}(?:行|信用社|农信)\s*)?{CARD})"
)
#: Behind a name on its line: `柳青渡 13800000000`, `望溪县科协　联系电话：0816-2222222`; a number may touch the name.
BEHIND = re.compile(
    rf"(?P<gap>[\s，,；;、]+)?(?(gap){REACHED}|{NUMBER}).*?(?P<close>[）)\]】]?)$", re.IGNORECASE
)
#: `柳青渡（13800000000）`, `柳青渡（手机：138…）`.
IN_BRACKETS = re.compile(rf"\s*[（(]\s*{REACHED}[^（()）]*[）)]", re.IGNORECASE)
#: Labels that no signature has; what stands behind them signs.
LABELS = "(?:供稿单位|供稿人|投稿单位|投稿人|报送单位|来稿单位|撰稿单位|作者单位|作者姓名|工作单位|单位|姓名)"
#: `作者：柳青渡，单位：望溪县科协`
INNER_LABEL = re.compile(rf"(?<=[\s，,；;、]){LABELS}\s*[：:]\s*(?=\S)")
SIGNED = re.compile(rf"^[（(]?\s*(?P<label>{LABELS}\s*[：:]\s*)(?=\S)")
WORKPLACE = re.compile(r"(?:作者|工作)单位\s*[：:]\s*\S")
LONGEST_CONTACT, LONGEST_SIGNATURE = 160, 60


@dataclass(frozen=True, slots=True)
class Ending:
    """A line's signature as it prints and as it reads, and what it says about reaching the writer."""

    signature: Passage | None
    parsed: byline.Signature | None
    contacts: tuple[Passage, ...] = ()

    @property
    def has_person(self) -> bool:
        return self.parsed is not None and any(
            c.role or c.kind == "person" for c in self.parsed.credits
        )


#: Behind a sentence, in brackets, a name with a mobile number: how to reach the writer.
WRITERS_OWN = re.compile(
    r"(?<=[。！？”])\s*[（(][^（()）。！？]*(?<!\d)1[3-9]\d{9}(?!\d)[^（()）。！？]*[）)]$"
)


def is_note(text: str) -> bool:
    """`（完）`, `（未完待续）`, `（作者系望溪县科协主席）` alone on a line."""
    return NOTE.match(text) is not None


def is_contact(text: str) -> bool:
    """A line of nothing but how to reach or pay somebody."""
    if len(text) > LONGEST_CONTACT or text.endswith(("。", "！", "？")) or WRITERS_OWN.search(text):
        return False
    is_labelled = LABELLED.match(text) or NUMBER_ALONE.match(text) or LETTER.match(text)
    return is_labelled is not None or is_private(text)


def is_private(text: str) -> bool:
    """Of those, one that may not be published wherever it stands: a bank account, an identity card."""
    return SECRET.search(text) is not None


def is_workplace(text: str) -> bool:
    """`作者单位：望溪县科协` among the lines for the office: it says where to send the fee, and signs nothing."""
    return WORKPLACE.match(text) is not None


@lru_cache(maxsize=64)  # asked of the same few lines by whatever stands before them
def ending(passage: Passage) -> Ending | None:
    """What a short line without brackets signs, or None. Its place must have been judged before."""
    if len(passage.text) > LONGEST_CONTACT:
        return None
    if WRITERS_OWN.search(passage.text):  # a sentence stands before it
        return None
    rest, contacts = _without_contact(passage)
    if len(rest.text) > LONGEST_SIGNATURE:
        return None
    if label := SIGNED.match(rest.text):
        rest = rest.without(*label.span("label"))
    if label := INNER_LABEL.search(rest.text):
        rest = rest.without(*label.span())
    parsed = byline.parse(rest.text)
    if parsed.understood:
        return Ending(rest, parsed, contacts)
    is_apart = any(contact.text[0] in "（(" for contact in contacts) or _stands_apart(passage.text)
    return Ending(None, None, (passage,)) if contacts and is_apart else None


def _stands_apart(text: str) -> bool:
    """The number does not touch the words before it, as in `咨询电话13800000000`."""
    match = BEHIND.search(text)
    return match is not None and match["gap"] is not None


def _without_contact(passage: Passage) -> tuple[Passage, tuple[Passage, ...]]:
    """What is left of a line, and what it says of reaching the writer, as printed."""
    contacts: list[Passage] = []
    match = IN_BRACKETS.search(passage.text)
    if match and match.start():
        contacts.append(passage.cut(*match.span()).stripped())
        passage = passage.without(*match.span())
    match = BEHIND.search(passage.text)
    if match and match.start():
        end = match.start("close")
        contacts.append(passage.cut(match.start(), end).stripped())
        passage = passage.without(match.start(), end)
    return passage, tuple(contacts)
