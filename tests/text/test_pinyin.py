"""How names are typed."""

import pytest

from articles.text import pinyin


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("陈兰", ["chenlan", "cl"]),
        ("陈 兰", ["chenlan", "cl"]),
        ("欧阳静", ["ouyangjing", "oyj"]),
        ("吕布衣", ["lvbuyi", "lby", "lyubuyi", "lubuyi"]),
        ("江源银行科协", ["jiangyuanyinhangkexie", "jyyhkx"]),
        ("John Smith", ["johnsmith", "js"]),
        ("Ａnna·Lee", ["annalee", "al"]),
        ("NASA科普", ["nasakepu", "nkp"]),
        ("阿卜杜拉·买买提", ["abodulamaimaiti", "abdlmmt"]),
        ("·", []),
        ("", []),
    ],
)
def test_a_name_is_typed_in_full_or_by_initials(name, typed):
    assert pinyin.keys(name) == typed


@pytest.mark.parametrize(
    ("name", "likeliest", "other"),
    [
        ("单云", "shanyun", "danyun"),
        ("仇云", "qiuyun", "chouyun"),
        ("解云", "xieyun", "jieyun"),
        ("曾云", "zengyun", "cengyun"),
        ("区云", "ouyun", "quyun"),
        ("查云", "zhayun", "chayun"),
        ("尉迟云", "yuchiyun", "weichiyun"),
        ("万俟云", "moqiyun", "wanqiyun"),
    ],
)
def test_a_surname_is_found_by_each_of_its_readings(name, likeliest, other):
    typed = pinyin.keys(name)
    assert (typed[0], other in typed) == (likeliest, True)


def test_a_name_of_many_readings_has_a_bound():
    assert len(pinyin.keys("单乐行长")) <= 2 * pinyin.WAYS


@pytest.mark.parametrize("name", ["陈　兰", "陈·兰", "陈•兰", "陈兰", "陈-兰"])
def test_blanks_and_dots_do_not_part_a_name(name):
    assert pinyin.fold(name) == "陈兰"


@pytest.mark.parametrize("name", ["Ａnna·Lee", "İstanbul", "ﬁne ㎏", "Lü", "ſ"])
def test_folding_twice_changes_nothing(name):
    assert pinyin.fold(pinyin.fold(name)) == pinyin.fold(name)
