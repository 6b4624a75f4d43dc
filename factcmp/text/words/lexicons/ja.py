"""Japanese; each character is a word to the rules."""

from factcmp.text.words.lexicons import zh

NUMBERS = zh.NUMBERS
CONNECTORS = ""
ARTICLES = ""
COUNTERS = "人 名 個 隻 機 両 台 枚 回 件 発 か カ ヶ 歳 頭 棟 軒 社 国 州 市 県 層 級 者 つ"
ORDINALS = "第一 第二 第三 第四 第五 第六 第七 第八 第九 第十"
PHRASES = {
    "scale 1e4": "万", "scale 1e8": "億", "scale 1e12": "兆", "plural 10": "数十", "plural 100": "数百",
    "plural 1e3": "数千", "plural 1e4": "数万", "plural 1e5": "数十万", "few": "数",
    "less than": "最大で|最大", "at least": "少なくとも|以上|を超え|を超える|を上回る|超",
    "at most": "以下|未満|多くとも",
    "about": "約|およそ|ほぼ", "about after": "前後|ほど|程度|近く", "to": "から", "or": "または", "and": "と",
    "dawn": "未明|明け方|早朝", "morning": "午前|朝|の朝", "noon": "正午", "afternoon": "午後",
    "evening": "夕方|の夕方", "night": "夜|の夜|深夜",
    "today": "今日|きょう|本日", "yesterday": "昨日|きのう", "tomorrow": "明日|あす",
    "day before yesterday": "一昨日|おととい",
    "day after tomorrow": "明後日|あさって", "last week": "先週", "this week": "今週", "next week": "来週",
    "last month": "先月",
    "this month": "今月", "next month": "来月", "last year": "昨年|去年", "this year": "今年", "next year": "来年",
    "ago": "前", "days ago": "日前", "o'clock": "時", "hours": "時間", "days": "日間", "weeks": "週間",
    "months": "か月|カ月|ヶ月|ヵ月", "years": "年|年間",
    "minutes": "分|分間", "seconds": "秒", "%": "パーセント", "dollars": "ドル", "euros": "ユーロ", "yen": "円",
    "yuan": "元", "tonnes": "トン", "metres": "メートル", "km": "キロ|キロメートル", "km2": "平方キロメートル",
    "kg": "キログラム",
    "monday": "月曜|月曜日", "tuesday": "火曜|火曜日", "wednesday": "水曜|水曜日", "thursday": "木曜|木曜日",
    "friday": "金曜|金曜日", "saturday": "土曜|土曜日", "sunday": "日曜|日曜日",
}  # fmt: skip
