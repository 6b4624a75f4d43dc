"""Chinese, in simplified and traditional characters; each character is a word to the rules."""

NUMBERS = {
    0: "〇 零", 1: "一 壹", 2: "二 两 兩 贰", 3: "三 叁", 4: "四", 5: "五", 6: "六", 7: "七", 8: "八", 9: "九",
    10: "十", 100: "百", 1000: "千",
}  # fmt: skip
CONNECTORS = ""
ARTICLES = ""
COUNTERS = (
    "人 名 个 個 位 艘 架 辆 輛 枚 次 岁 歲 条 條 块 塊 起 种 種 家 座 支 所 处 處 件 台 发 發 具 死 伤 傷 间 間 国 國"
    " 口 户 戶 省 州 市 县 縣 层 層 级 級 者"
)
ORDINALS = "第一 第二 第三 第四 第五 第六 第七 第八 第九 第十"
PHRASES = {
    "scale 1e4": "万|萬", "scale 1e8": "亿|億", "scale 1e12": "兆",
    "plural 10": "数十|數十|几十|幾十", "plural 100": "数百|數百|几百|幾百|上百",
    "plural 1e3": "数千|數千|几千|幾千|上千|成千上万",
    "plural 1e4": "数万|數萬|几万|幾萬|上万|上萬", "plural 1e5": "数十万|數十萬|几十万",
    "plural 1e6": "数百万|數百萬|上百万",
    "plural 1e7": "数千万|數千萬", "plural 1e8": "数亿|數億", "few": "数|數|几|幾",
    "more than": "超过|超過|多于|多於|逾|不少于|不少於|不低于|高于|突破",
    "less than": "少于|少於|不到|不足|低于|不超过|不超過|未超过",
    "at least": "至少|最少|以上|及以上", "at most": "至多|最多|以下|以内|以內",
    "about": "约|約|大约|大約|大概|近|将近|將近|接近", "about after": "左右|上下",
    "to": "至|到", "or": "或", "and": "和|与|與", "in": "在", "rose": "上升|增加|增至|升至",
    "dawn": "凌晨|清晨|拂晓|黎明", "morning": "上午|早上|早晨", "noon": "中午|正午", "afternoon": "下午",
    "evening": "傍晚|晚上|晚间", "midnight": "午夜", "night": "夜间|深夜|夜里",
    "today": "今天|今日|今晚|今晨", "yesterday": "昨天|昨日|昨晚", "tomorrow": "明天|明日",
    "day before yesterday": "前天|前日",
    "day after tomorrow": "后天|後天", "last week": "上周|上週|上星期", "this week": "本周|本週|这周|這週",
    "next week": "下周|下週",
    "last month": "上月|上个月|上個月", "this month": "本月|这个月|這個月", "next month": "下月|下个月|下個月",
    "last year": "去年", "this year": "今年", "next year": "明年", "over": "多|余|餘", "ago": "前|之前|以前",
    "since": "自", "every": "每", "o'clock": "点|點|时|時",
    "hours": "小时|小時|个小时|個小時", "days": "天", "weeks": "周|週|星期|个星期|個星期", "months": "个月|個月",
    "years": "年", "minutes": "分钟|分鐘", "seconds": "秒|秒钟", "sign %": "百分之", "%": "%",
    "percentage points": "个百分点|個百分點", "dollars": "美元", "euros": "欧元|歐元", "pounds": "英镑|英鎊",
    "yuan": "元|人民币|人民幣", "yen": "日元|日圆", "roubles": "卢布|盧布", "tonnes": "吨|噸", "litres": "升",
    "barrels": "桶", "degrees": "度", "metres": "米", "km": "公里|千米", "km2": "平方公里", "kg": "公斤|千克",
    "grams": "克", "nautical miles": "海里", "miles": "英里",
} | {
    day: "|".join(f"{week}{char}" for week in ("周", "週", "星期", "礼拜", "禮拜") for char in chars)
    for day, chars in zip(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("一", "二", "三", "四", "五", "六", "日天"),
        strict=True,
    )
}  # fmt: skip
PHRASES |= {
    f"{shift} {day}": "|".join(f"{week}{char}" for week in weeks for char in chars)
    for shift, weeks in (("last", ("上周", "上週", "上星期")), ("next", ("下周", "下週", "下星期")))
    for day, chars in zip(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("一", "二", "三", "四", "五", "六", "日天"),
        strict=True,
    )
}
