"""P27: characters that look right and are not, and those that no reader sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.text.proofreading.rules import WRITTEN, Hit, Text, is_han, is_within, rule
from articles.text.typography import INVISIBLE

RADICALS = re.compile("[\u2e80-\u2fd5]")
COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]")
PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
JOINERS = "\u200c\u200d"
TITLE = re.compile(r"《[^《》]*》")

#: Traditional forms, each followed by the one in use (通用规范汉字表). Only characters that the table does not have at all.
_PAIRS = """
國国會会學学說说這这個个們们來来時时為为對对開开關关發发電电長长門门問问間间東东車车馬马魚鱼鳥鸟風风飛飞龍龙麗丽萬万與与書书
買买賣卖實实寫写寶宝導导將将專专尋寻層层屬属島岛師师帶带幾几廣广應应張张強强彈弹從从愛爱態态慶庆憲宪懷怀戰战戲戏據据擔担擇择
擴扩數数斷断無无舊旧暫暂曆历術术機机權权條条極极構构標标樣样樹树橋桥歐欧歲岁歷历氣气決决沒没況况漢汉濟济灣湾熱热燈灯營营爭争
爾尔獎奖獨独獲获環环現现產产畫画異异當当療疗確确礎础種种積积穩稳競竞筆笔節节簡简紀纪約约紅红級级細细終终組组結结絕绝給给統统
經经綠绿維维網网綜综線线練练總总績绩織织續续罷罢義义習习聯联職职聽听腦脑舉举藝艺藥药處处號号虧亏補补裝装製制見见規规視视覺觉
觀观計计討讨訓训記记設设許许診诊評评詞词試试話话該该語语認认課课調调談谈請请論论證证識识譯译議议護护讀读變变讓让財财貢贡貨货
責责費费資资質质贏赢趙赵軍军軟软較较載载輔辅輕轻輪轮輸输轉转辦办農农連连進进運运過过達达違违遠远適适選选遷迁還还邊边鄉乡醫医
釋释針针銀银錄录錢钱鋼钢錯错鎮镇鏡镜鐘钟鐵铁閉闭閱阅陳陈陸陆陽阳隊队階阶際际隨随險险雙双雜杂離离難难雲云霧雾靈灵靜静響响頁页
頂顶項项順顺須须預预領领頭头題题額额顏颜願愿類类顧顾顯显飯饭館馆養养驗验驚惊體体點点黨党齊齐齡龄
"""
_CHARACTERS = "".join(_PAIRS.split())
TRADITIONAL = dict(zip(_CHARACTERS[::2], _CHARACTERS[1::2], strict=True))
TRADITIONAL_RUN = re.compile(f"[{''.join(TRADITIONAL)}]+")
TO_SIMPLIFIED = str.maketrans(TRADITIONAL)


@rule(
    "P27",
    "异形字符",
    severity="doubt",
    what="繁体字、部首字符（⽂）、兼容汉字、自造字和乱码、零宽字符和软连字符；人名里的兼容汉字照印。",
)
def strange_characters(text: Text) -> Iterator[Hit]:
    for each in (_radicals, _invisible, _private, _compatibility, _traditional):
        yield from each(text)


def _radicals(text: Text) -> Iterator[Hit]:
    """Of the two blocks, those that Unicode gives a character for can be put right without a doubt."""
    for match in RADICALS.finditer(text.raw):
        right = unicodedata.normalize("NFKC", match[0])
        is_known = right != match[0]
        message = f"“{match[0]}”是部首字符，不是汉字" + (
            f"，应为“{right}”。" if is_known else "，请重打。"
        )
        suggestion = right if is_known else None
        yield Hit(*match.span(), message, suggestion, safe=is_known, severity="error")


def _invisible(text: Text) -> Iterator[Hit]:
    """A joiner between two characters of neither script holds an emoji or foreign letters together."""
    for match in INVISIBLE.finditer(text.raw):
        sides = (text.at(match.start() - 1), text.at(match.end()))
        if match[0] in JOINERS and not any(map(_is_ours, sides)):
            continue
        yield Hit(
            *match.span(), "这里有一个看不见的字符，应删去。", "", safe=True, severity="error"
        )


def _is_ours(char: str) -> bool:
    return bool(char) and (char.isascii() or is_han(char))


def _private(text: Text) -> Iterator[Hit]:
    for match in PRIVATE.finditer(text.raw):
        message = "这里是自造字或乱码，读者看不到，请重打。"
        yield Hit(*match.span(), message, severity="error")


def _compatibility(text: Text) -> Iterator[Hit]:
    """Some are how a person writes his name: never replaced by themselves."""
    if text.context.kind not in WRITTEN:
        return
    for match in COMPATIBILITY.finditer(text.raw):
        right = unicodedata.normalize("NFKC", match[0])
        if right != match[0]:
            message = f"“{match[0]}”是兼容汉字；如不是人名，应为“{right}”。"
            yield Hit(*match.span(), message, right, severity="hint")


def _traditional(text: Text) -> Iterator[Hit]:
    """Outside names of people and books."""
    if text.context.kind not in WRITTEN:
        return
    titles = [match.span() for match in TITLE.finditer(text.raw)]
    for match in TRADITIONAL_RUN.finditer(text.raw):
        if not is_within(titles, match.start()):
            right = match[0].translate(TO_SIMPLIFIED)
            message = f"“{match[0]}”是繁体；如不是姓名或引用原文，应为“{right}”。"
            yield Hit(*match.span(), message, right)
