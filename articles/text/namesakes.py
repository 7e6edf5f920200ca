"""Words that look like names: cities, plants, animals, famous people, and what stands behind a role but is nobody.

Sources: the prefectures and capitals of China as the state's gazetteer has them; the rest was gathered from what
newspapers print in brackets and behind 记者.
"""

from articles.text.name_lists import NOT_NAMES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# 黄山 and 金华 are people as well, and stay so behind a role: names.py weighs their characters.
PLACES = _words(
    """
    北京 天津 上海 重庆 香港 澳门 台湾 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南
    四川 贵州 云南 陕西 甘肃 青海 广西 西藏 宁夏 新疆 内蒙古 黑龙江 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德
    沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯
    呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平
    辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京
    无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山
    台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田
    三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄
    东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳
    许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施
    长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门
    湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 钦州 贵港 玉林 百色
    贺州 河池 来宾 崇左 海口 三亚 三沙 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安
    达州 雅安 巴中 资阳 阿坝 甘孜 凉山 康定 马尔康 西昌 都江堰 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪
    保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 山南 那曲 阿里 西安 铜川 宝鸡
    咸阳 渭南 延安 汉中 榆林 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁
    海东 海北 海西 玉树 果洛 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 喀什 和田 伊犁 塔城
    阿勒泰 石河子 葛洲坝 华盛顿 纽约 伦敦 巴黎 柏林 东京 莫斯科 首尔 悉尼
    """
)
# What is printed behind a role, or before 摄, and is no person.
BEHIND_ROLES = _words(
    """
    海报 航拍 直播 海采 手绘 今天 昨天 明天 前天 日前 近日 今日 昨日 专家 学生 农民 居民 村民 市民 游客 观众 教师
    医生 群众 志愿者 大赛 秋景 春景 夏景 冬景 雪景 花海 日出 日落 发自
    """
)
SIGHTS = _words("云海 竹海 晨曦 夕照")
NO_NAMES = NOT_NAMES | PLACES | SIGHTS

# In brackets behind a sentence they explain it, where nothing else shows a signature; on a line of their own, or beside
# a name that is sure, they are people. 李白诗 says whose the line is.
FAMOUS = _words(
    "李白 杜甫 王维 苏轼 陆游 白居易 李商隐 杜牧 孟浩然 陶渊明 屈原 李清照 辛弃疾 王安石 欧阳修 韩愈 柳宗元 刘禹锡"
    " 岑参 王勃 王之涣 贺知章 黄庭坚 范仲淹 曹操 曹植 曹雪芹 龚自珍 郑板桥 鲁迅 毛泽东 陈毅 叶剑英 郭沫若 徐志摩"
    " 冰心 朱自清 老舍 巴金 茅盾 孔子 孟子 老子 庄子 荀子 墨子 韩非子 鲁班 张衡 华佗 张仲景 孙思邈 李时珍 徐霞客"
    " 沈括 祖冲之 郭守敬 宋应星 徐光启 蔡伦 毕昇 司马迁 诸葛亮 李冰 牛顿 马克思 恩格斯 列宁 达尔文 胡克 高斯 白求恩"
)
NATURE = _words(
    """
    黄果树 马齿苋 白玉兰 金银花 石斛 杜仲 黄连 黄芪 柴胡 当归 茯苓 天麻 贝母 白术 党参 石蒜 卷柏 白蜡 银杏 水杉 红豆杉
    云杉 冷杉 铁杉 柳杉 杉木 柏木 楠木 毛竹 马尾松 白皮松 华山松 油松 雪松 罗汉松 珙桐 梧桐 杨柳 柳树 杨树 杜鹃花
    杜鹃 山茶花 茶花 桂花 梅花 李花 桃花 牡丹 茉莉 康乃馨 金盏花 石竹 杨梅 梅子 樱桃 龙眼 荔枝 黄桃 石榴 青稞 玉米
    苦荞 油菜 花椒 马铃薯 朱鹮 白鹤 白鹭 黄鹂 金雕 胡兀鹫 牛羚 马鹿 林麝 毛冠鹿 白唇鹿 金丝猴 雪豹 藏羚羊 黑颈鹤
    胡蜂 金龟子 龙虾 鲁班尺 温水 冷水 牛奶 时速 白班 左起 右起 夏至 白露 黄龙 白马
    """
)
EXPLAINING = FAMOUS | NATURE
