"""A page of features, and a page in the manner of an agency's news."""

from __future__ import annotations

from tests.ingest.samples import DATA, read, told

FEATURES = {
    "head": "第04版\u3000副刊",
    "number": 4,
    "name": "副刊",
    "stories": [
        {
            "title": "守着一座山的种子",
            "line": 3,
            "subtitle": "——记望溪县种子库管理员卢敬山",
            "signature": "□\u3000本报记者\u3000何\u3000晓\u3000通讯员\u3000柳青渡\u3000文/图",
            "credits": [("本报记者", "何晓"), ("通讯员", "柳青渡")],
            "body": [
                (
                    "abstract",
                    7,
                    "编者按：一粒种子能等多久？在望溪县的山洞里，有人已经陪它们等了四十一年。",
                ),
                (
                    "paragraph",
                    9,
                    "山洞在半山腰，门口长着一棵歪脖子松。夏天，洞里只有8℃；冬天，还是8℃。",
                ),
                (
                    "caption",
                    12,
                    "一瓶一个名字，一架一个村子。",
                    "pictures/seeds.png",
                    "山洞里的木架上摆满玻璃瓶",
                    "（何晓 摄）",
                ),
                ("subhead", 14, "第一瓶"),
                (
                    "paragraph",
                    16,
                    "“我刚来的时候，洞里只有一个瓶子。”卢敬山说，“瓶子里是我师父留下的红谷，标签上写着：一九七三年秋，石门村。",
                ),
                ("paragraph", 18, "“师父说，谷子吃了就没了，留下来就还有。我那时候年轻，听不懂。"),
                (
                    "paragraph",
                    20,
                    "“后来石门村发了一场大水，田里什么都没剩下。我把那瓶红谷抱下山，第二年秋天，全村都吃上了新米。”",
                ),
                ("subhead", 22, "第二千三百一十二瓶"),
                ("paragraph", 24, "如今洞里有2312个瓶子。每个瓶子上都有四样东西："),
                ("paragraph", 26, "名字"),
                ("paragraph", 27, "村子"),
                ("paragraph", 28, "年份"),
                ("paragraph", 29, "送来的人"),
                (
                    "caption",
                    32,
                    "▲卢敬山在查看标签",
                    "pictures/lu jing shan.png",
                    None,
                    "林舟\u3000摄",
                ),
                (
                    "paragraph",
                    34,
                    "每隔五年，卢敬山就要从每个瓶子里取出一百粒，撒在湿纱布上，数一数有几粒发芽。发芽率低于85%的，就得种回地里，收一茬新的。",
                ),
                (
                    "paragraph",
                    36,
                    "“最怕的不是老鼠，是忘记。”他把账本翻给记者看，四十一年，一天也没有空过。",
                ),
            ],
        },
        {
            "title": "冬天的诗",
            "line": 38,
            "signature": "沈墨\n（原载《岚江文艺》）",
            "credits": [("", "沈墨"), ("原载", "岚江文艺")],
            "body": [
                ("paragraph", 41, "雪落在瓦上"),
                ("paragraph", 42, "没有一点声音"),
                ("paragraph", 43, "雪落在麦田里"),
                ("paragraph", 44, "麦苗听见了"),
            ],
        },
    ],
}

WIRE = {
    "head": "第02版：国内",
    "number": 2,
    "name": "国内",
    "credits": "责任编辑\u3000林晓禾",
    "stories": [
        {
            "title": "国内首座高山冰芯库在岚江建成",
            "line": 4,
            "dateline": "新华社岚江11月20日电",
            "signature": "（记者 程雨桐）",
            "credits": [("记者", "程雨桐")],
            "body": [
                (
                    "paragraph",
                    6,
                    "记者20日从岚江省冰川研究所获悉，国内首座高山冰芯库日前建成，可存放冰芯1500米。",
                ),
                (
                    "paragraph",
                    8,
                    "冰芯是从冰川里钻出来的圆柱，一层冰就是一年的雪。研究人员说，最老的一段形成于一万两千年以前。",
                ),
            ],
        },
        {
            "title": "候鸟“旅行日历”上线",
            "line": 10,
            "dateline": "据新华社柳津11月21日电",
            "signature": "（据新华社）",
            "credits": [("据", "新华社")],
            "body": [
                (
                    "paragraph",
                    12,
                    "岚江省野生动物保护中心21日发布候鸟“旅行日历”，读者输入日期，就能看到哪些鸟正从头顶飞过。日历收录了过去十年的观测记录42万条。",
                )
            ],
        },
        {
            "title": "每天走多少步才够",
            "line": 16,
            "signature": "（转自《岚江医学》）",
            "credits": [("转自", "岚江医学")],
            "body": [
                (
                    "paragraph",
                    18,
                    "最新一期《岚江医学》刊登的一项研究说，60岁以上的人每天走7000步，就能得到大部分好处，走到1万步，好处不会再多多少。",
                ),
                ("paragraph", 20, "研究追踪了3200位老人，时间长达6年。"),
            ],
        },
        {
            "title": "一场地震之后\n泉水为什么变甜",
            "line": 24,
            "signature": "（本报综合）",
            "credits": [("", "本报")],
            "body": [
                (
                    "paragraph",
                    26,
                    "望溪县今年4月发生小震之后，三口老泉的水变甜了。省地质学会取样化验后说，震动打开了新的裂缝，水流过了一层不含硫的砂岩。",
                )
            ],
        },
        {
            "title": "世界上最小的“天气站”",
            "line": 30,
            "dateline": "中新社白鹿11月22日电\u3000题：世界上最小的“天气站”",
            "signature": "中新社记者 秦可",
            "credits": [("记者", "秦可")],
            "body": [
                (
                    "paragraph",
                    36,
                    "一只指甲大小的盒子，装得下温度计、气压计和一根晒太阳的电线。盒子由白鹿县两名中学生做成，一个只要30元。",
                ),
                ("paragraph", 38, "“我们想把它撒到每一座山上。”其中一名学生说。（完）"),
            ],
        },
    ],
}


def test_features_are_read_with_sub_heads_pictures_quotations_and_a_poem():
    (page,) = read(DATA / "pages" / "feature.md").pages
    assert told(page) == FEATURES


def test_the_news_of_agencies_is_read_with_datelines_topics_and_sources():
    (page,) = read(DATA / "pages" / "wire-page.md").pages
    assert told(page) == WIRE
