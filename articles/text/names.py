"""Who is a person and who is an organisation, told from the characters of a name alone.

Pure tests on one word; nothing here knows what a signature looks like.

A surname is not proof: 周 begins 周一 and 全 begins 全文. So there are three degrees. A surname
that seldom begins an ordinary word carries any given name; any other surname wants a given name
of characters people are named with; a word without a surname is a name only where its place says
so (after a role word, on a line of its own), and then all of it must be such characters.
"""

import re
import unicodedata

from articles.text.name_lists import (
    CLEAR_SURNAMES,
    COMPOUND_SURNAMES,
    ETHNIC,
    EVERYDAY,
    GIVEN,
    KNOWN_BODIES,
    NEVER_GIVEN,
    SURNAMES,
    WORDLIKE,
    WORDLIKE_COMPOUNDS,
)
from articles.text.namesakes import BEHIND_ROLES, EXPLAINING, FAMOUS, NO_NAMES

# With extensions A to J, compatibility ideographs, 〇, and the selectors of rare variants.
HAN = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007\u3005"
    "\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
MIDDLE_DOT = "\u00b7"
# What is typed or scanned for U+00B7: bullet, katakana dot, hyphenation point and their kin.
DOTS = "\u00b7\u0387\u2022\u30fb\u2027\uff0e\u2219\u22c5\uff65"

_HAN_WORD = re.compile(f"[{HAN}]+")
_PART = f"(?:[{HAN}]{{1,8}}|[A-Za-z]{{1,12}})"
_DOTTED = re.compile(rf"(?=.*[{HAN}]){_PART}(?:·{_PART})+")
_SPACED_DOT = re.compile(rf"(?<=[{HAN}A-Za-z])\s*[{DOTS}]\s*(?=[{HAN}A-Za-z])")
_POINT = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}])")
_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_CAPITALISED = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ'’.\-]*"
_LATIN = re.compile(f"{_CAPITALISED}(?: (?:{_CAPITALISED}|d[ae]|van|von|der|bin|al|la)){{0,3}}")
# Two words, or three with an initial or a particle: World Health Organization is nobody.
_TWO_LATIN = re.compile(r"\S{2,} (?:(?:[A-Z]\.?|d[ae]|van|von|der|bin|al|la) )*\S{2,}")
_ACRONYM = re.compile(r"[A-Z]{2,}(?= |$)")

# 陈主任 and 王女士 are spoken of.
_SPOKEN_OF = re.compile(
    "(?:女士|先生|老师|教授|主任|书记|同志|医生|院士|博士|校长|院长|局长|处长|主席|部长|会长|记者"
    "|大爷|大妈|阿姨|师傅)$"
)
# 唐代, 苏州 and 周年 are no people; 杨永年 and 李明月 are.
_PERIOD_OR_PLACE = re.compile("[代朝州年月日等期奖]$")
_WORD_IN_NAME = re.compile("科普|科技|科学|文化|中国|四川|成都|天府|活动|创新|论坛|大会|城市|会议")

_BODY = re.compile(
    "(?:科协|科学技术协会|学会|协会|研究会|联合会|促进会|联谊会|基金会|商会|工会|妇联|文联|社联|作协"
    "|记协|侨联|残联|工商联|社科联|农技协|团委|编辑部|评论部|记者站|记者部|通讯社|报社|杂志社|出版社"
    "|大学|学院|学校|中学|小学|幼儿园|医院|研究院|研究所|科学院|设计院|分院|服务站|工作站|管委会"
    "|集团|日报|晚报|时报|早报|晨报|商报|都市报|青年报|科技报|法治报|工人报|农村报|周报|电视台"
    "|广播电台|网站|新闻网|客户端|图书馆|博物馆|科技馆|文化馆|展览馆|纪念馆|天文馆|科学馆|动物园"
    "|植物园|宣传部|组织部|统战部|办事处|人民政府|法院|检察院|派出所|管理局|公安局|气象局|气象台"
    "|天文台|地震局|教育局|农业农村局|林草局|卫健委|卫健局|消防支队|合作社|事务所|报道组"
    "|融媒体中心|服务中心|农大|交大|师大|科大|工大)$"
)
# 示范基地 and 服务公司 are common nouns as well; between words they need a place to be a name.
_GENERIC_BODY = re.compile(
    "(?:中心|办公室|委员会|专委会|组委会|公司|政府|社区|街道|基地|实验室|俱乐部|工作室|工作队|服务队"
    "|志愿队|大队|支队|中队|总队|课题组|项目组|调研组|党委|党支部|党总支|机关|联盟|理事会|银行"
    "|学术部|科普部|学会部|传媒|杂志|周刊|月刊)$"
)
_OFFICE = re.compile(
    "(?:.{0,8}[省市县区州盟旗]|国家|中国|全国).{1,12}[局厅委部处队院馆站所办社校园]$"
)
_LOCAL_BODY = re.compile(
    "[省市县区州镇乡校](?:科协|文联|社联|作协|记协|侨联|残联|妇联|学会)$|团[省市县区州]委$"
)
_PLACED = re.compile(
    "[省市县区州镇乡旗盟国]|科协|学会|协会|大学|医院|日报|四川|成都|绵阳|德阳|广元|南充|宜宾|泸州"
    "|乐山|西南|本报"
)
_MEDIA = re.compile("(?:报|社|网|台|新闻|在线|客户端|电视|广播|周刊|杂志|频道|融媒|传媒)$")
# 原成都科技大学, 以下简称省科协, 来自四川大学 explain something; 原子, 现代, 如皋, 和田 begin names.
_EXPLAINS = re.compile(
    "以下|下称|简称|全称|又称|也称|统称|即(?!墨)|原(?!子|平|阳)|现(?!代)|含(?!山)|包括|如(?!皋|东)"
    "|例如|位于|其中|及|和(?!田|平|县|静|顺|龙|林|政)|与|由|在|经(?!济|开|贸|纬|典)|为|是|详见|见"
    "|注(?!册)|系(?!统)|除|因|指|前身|对(?!外)|从(?!化|江)|到|向(?!阳)|被|把|走进|来到|来自|前往|赴"
    "|进入|加入|参加|参观|毕业|就读|任职|供职|隶属|代表|该|此|各|每|本(?!报|刊|网|台|社|溪)|我|他|这"
    "|一所|一家|作者|时任|现任|曾任|兼|主办|承办|协办|分别|三甲|重点|民办|公办|公立|私立|综合性"
    "|双?一流|国家级|省级|市级|县级|区级|校级|示范|有限|扩大|图为|常务委|记(?!者)|访|致|献给|写给|走近"
)
# 何晓走进四川大学 is a sentence.
_SENTENCE = re.compile(
    "[的了是把被们这哪很吗呢着]|以.*为|等$|走进|来到|走访|参观|前往|举办|举行|召开|开展|成立|荣获|授予"
    "|助力|助推|推进|推动|毕业|任职|就职|致敬|带领|慰问|调研(?!组|室)"
)
_OF_OLD = re.compile(
    "(?:[东西]?[汉周晋魏]|[南北]?[宋齐梁陈朝]|[隋唐元明清秦]|五代|战国|春秋|三国|南唐|近代|现代|当代)·"
)
_BODY_LENGTH = range(4, 31)


def clean_name(word: str) -> str:
    """The name without padding, and with U+00B7 for whatever middle dot was printed."""
    if word.isalpha():
        return word
    return _POINT.sub(MIDDLE_DOT, _SPACED_DOT.sub(MIDDLE_DOT, word))


def is_person(name: str, *, governed: bool = False, own_line: bool = False) -> bool:
    """Whether a cleaned word names a person.

    `governed`: a role word stands before it; `own_line`: the signature has a line to itself.
    """
    if MIDDLE_DOT in name:
        return bool(_DOTTED.fullmatch(name)) and not _WORD_IN_NAME.search(name)
    if not _HAN_WORD.fullmatch(name):
        return _is_latin(name, governed)
    if _COMPATIBILITY.search(name):
        name = unicodedata.normalize("NFKC", name)
    family = _surname_length(name)
    given = name[family:]
    if not given or not NEVER_GIVEN.isdisjoint(given):
        return False
    if name in BEHIND_ROLES or _SPOKEN_OF.search(name):
        return False
    if name in NO_NAMES and not (governed and family and not _strangers(given)):
        return False
    if (len(given) == 1 or not family) and not governed and _PERIOD_OR_PLACE.search(given):
        return False
    if not family:
        return _is_placed_name(name, governed, own_line)
    if len(given) <= 2 and _is_clear(name, family):
        return own_line or governed or not name.endswith("某")
    return _is_likely(name, given, family, governed, own_line)


def explains(name: str) -> bool:
    """Whether a name in brackets behind a sentence rather says what or whose it is: 李时珍, 李白诗, 唐·杜甫, 红豆杉."""
    is_quoted = name[-1] in "诗词赋曲语文画书" and name[:-1] in FAMOUS
    return name in EXPLAINING or bool(_OF_OLD.match(name)) or is_quoted


def is_organisation(name: str, *, placed: bool = False) -> bool:
    """Whether a word names a body that can sign.

    `placed` asks for a mark of locality or kind as well (市, 省, 大学 ...): inside a sentence
    示范基地 explains a word, 绵阳市示范基地 may sign.
    """
    if name in KNOWN_BODIES or _LOCAL_BODY.match(name):
        return True
    if len(name) not in _BODY_LENGTH or _EXPLAINS.match(name) or _SENTENCE.search(name):
        return False
    if not (_BODY.search(name) or _GENERIC_BODY.search(name) or _OFFICE.match(name)):
        return False
    return not placed or bool(_PLACED.search(name))


def is_media(name: str) -> bool:
    """Whether a word names a paper, agency, site or station: what 据 and 来源 point to."""
    if name in KNOWN_BODIES:
        return True
    return 3 <= len(name) <= 12 and bool(_MEDIA.search(name)) and not _EXPLAINS.match(name)


def is_affiliation(name: str) -> bool:
    """Whether a word glued to the front of a role word (成都日报|记者) says whose it is."""
    return is_media(name) or is_organisation(name)


def _is_latin(name: str, governed: bool) -> bool:
    if not _LATIN.fullmatch(name) or _ACRONYM.search(name):
        return False
    return governed or bool(_TWO_LATIN.fullmatch(name))


def _surname_length(name: str) -> int:
    if len(name) > 2 and name[:2] in COMPOUND_SURNAMES:
        return 2
    return 1 if len(name) > 1 and name[0] in SURNAMES else 0


def _is_clear(name: str, family: int) -> bool:
    if family == 2:
        return name[:2] not in WORDLIKE_COMPOUNDS
    return name[0] in CLEAR_SURNAMES


def _strangers(text: str) -> int:
    """How many characters are everyday ones that people are not named with."""
    return sum(char in EVERYDAY and char not in GIVEN for char in text)


def _is_likely(name: str, given: str, family: int, governed: bool, own_line: bool) -> bool:
    """A surname that proves little, or a given name of three characters and more."""
    if len(given) <= 2:
        if len(given) == 2:
            given = given.removeprefix("以")  # 方以宁; 所以 has one character
        return _strangers(given) <= (1 if governed else 0) and given != "一"
    if len(name) > 6 or _strangers(given) or _is_two_names(name, family):
        return False
    doubled = family == 2 or (name[0] in CLEAR_SURNAMES and name[1] in CLEAR_SURNAMES)
    return governed or doubled or (own_line and _is_ethnic(name))


def _is_two_names(name: str, family: int) -> bool:
    """刘畅马原 is two people printed without a space; which two, nobody can be sure."""
    if family == 2 or name[0] not in CLEAR_SURNAMES:
        return False
    return any(name[cut] in CLEAR_SURNAMES for cut in (2, 3) if len(name) - cut in (2, 3))


def _is_placed_name(name: str, governed: bool, own_line: bool) -> bool:
    """No surname, so the place must vouch for it; without a role the characters must as well."""
    if not 2 <= len(name) <= 6:
        return False
    if governed:
        return _strangers(name) <= (1 if len(name) <= 4 else 0)
    if not own_line or _strangers(name):
        return False
    if len(name) <= 3 and (name[0] not in EVERYDAY or WORDLIKE.isdisjoint(name)):
        return True
    return _is_ethnic(name)


def _is_ethnic(name: str) -> bool:
    """All of a Mongol, Tibetan, Uyghur or Yi name; or a Yi clan with a Han name: 沙马|拉毅."""
    if len(name) == 4 and WORDLIKE.isdisjoint(name[2:]):
        name = name[:2]
    return all(char in ETHNIC or char not in EVERYDAY for char in name)
