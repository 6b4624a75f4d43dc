"""Whom a source's name or an article's credit line names: a body, a person, an agency, or nobody in particular."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcmp.models import Claim, Source, SourceKind
from factcmp.text.folding import fold_text, light_stem, script_of, tokens
from factcmp.text.languages import language_name

_AGENCIES = {
    "AFP": "AFP, Agence France-Presse, France Presse, فرانس برس, أ ف ب, اف ب, وكالة الصحافة الفرنسية, 法新社, АФП",
    "Anadolu": "Anadolu, Anadolu Agency, Anadolu Ajansı, AA, الأناضول",
    "ANSA": "ANSA, أنسا",
    "AP": "AP, Associated Press, أسوشيتد برس, اسوشييتد برس, الأسوشيتد برس, أ ب, 美联社",
    "Belga": "Belga, بلجا",
    "Bloomberg": "Bloomberg, بلومبرغ, بلومبيرغ",
    "DPA": "dpa, Deutsche Presse-Agentur, German Press Agency, د ب أ, وكالة الأنباء الألمانية, الألمانية",
    "EFE": "EFE, Agencia EFE, إفي",
    "INA": "INA, Iraqi News Agency, وكالة الأنباء العراقية, واع",
    "Interfax": "Interfax, إنترفاكس, Интерфакс",
    "IRNA": "IRNA, إرنا, ایرنا",
    "KUNA": "KUNA, Kuwait News Agency, كونا, وكالة الأنباء الكويتية",
    "Kyodo": "Kyodo, Kyodo News, كيودو, 共同通信",
    "MENA": "MENA, Middle East News Agency, وكالة أنباء الشرق الأوسط, أ ش أ",
    "NNA": "NNA, National News Agency, الوكالة الوطنية للإعلام",
    "Petra": "Petra, Jordan News Agency, بترا, وكالة الأنباء الأردنية",
    "PTI": "PTI, Press Trust of India",
    "QNA": "QNA, Qatar News Agency, قنا, وكالة الأنباء القطرية",
    "Reuters": "Reuters, Thomson Reuters, رويترز, Рейтер, 路透社, 路透",
    "RIA Novosti": "RIA, RIA Novosti, ريا نوفوستي, نوفوستي, РИА Новости",
    "SANA": "SANA, Syrian Arab News Agency, سانا, الوكالة العربية السورية للأنباء",
    "SPA": "SPA, Saudi Press Agency, واس, وكالة الأنباء السعودية",
    "Sputnik": "Sputnik, سبوتنيك",
    "TASS": "TASS, ITAR-TASS, تاس, ТАСС",
    "UPI": "UPI, United Press International, يونايتد برس",
    "WAFA": "WAFA, وفا, وكالة الأنباء الفلسطينية",
    "WAM": "WAM, Emirates News Agency, وام, وكالة أنباء الإمارات",
    "Xinhua": "Xinhua, Xinhua News Agency, شينخوا, 新华社",
    "Yonhap": "Yonhap, Yonhap News Agency, يونهاب, 연합뉴스",
}

_LONGEST_ARTICLE = 3
"""Characters of a word such as "the" that a name has and its rendering has not."""


def agency_name(name: str, language: str) -> str:
    """The name of an agency that goes by its id, in the script of a report's language where it has one there."""
    spellings = [spelling.strip() for spelling in _AGENCIES.get(name, "").split(",")]
    script = script_of(language_name(language, language))
    return next((spelling for spelling in spellings if spelling and script_of(spelling) == script), name)


def _stems(words: str) -> frozenset[str]:
    return frozenset(light_stem(token) for token in tokens(fold_text(words)))


_AGENCY_WORDS = _stems("agency agence news press the correspondent reporter وكالة أنباء للأنباء مراسل مراسلة")
_AGENCY_IDS = {fold_text(name): id_ for id_, names in _AGENCIES.items() for name in names.split(",")}

# A name that has one of these names nobody ("a source in the ministry").
_SOURCE_WORDS = _stems("source sources مصدر مصادر")
# A name of these alone names nobody, with or without the words after them ("local residents", "two officials").
_NOBODY = _stems(
    "report reports reporter reporters correspondent correspondents account accounts media agencies outlets websites "
    "activist activists resident residents locals witness witnesses eyewitness eyewitnesses official officials "
    "officer officers diplomat diplomats analyst analysts expert experts observer observers monitors journalist "
    "journalists medic medics doctor doctors civilians citizens villagers people relative relatives family families "
    "survivor survivors users statement statements rumours rumors leaders information anonymous unknown unnamed "
    "تقرير تقارير مراسل مراسلنا مراسلون مراسلو وكالات أنباء إعلام وسائل مواقع صحف ناشط ناشطون ناشطين نشطاء سكان أهالي "
    "أهال محليون شاهد شهود مسؤول مسؤولون مسؤولين ضابط ضباط دبلوماسي دبلوماسيون محلل محللون خبير خبراء مراقب مراقبون "
    "صحفي صحفيون صحافيون طبيب أطباء مسعفون مدنيون مواطن مواطنون أقارب ذوو عائلات ناجون بيان بيانات شائعات زعماء شيوخ "
    "وجهاء معلومات مجهول مجهولون"
)
_WHICHEVER = _stems(
    "some several many two three other others local senior undisclosed informed well reliable trusted private special "
    "security military medical field tribal political diplomatic intelligence government social network networks news "
    "it its our who "
    "بعض عدد عدة محلي محلية عيان مطلع مطلعة مطلعون موثوق موثوقة خاص خاصة أمني أمنية عسكري عسكرية عسكريون طبي طبية "
    "ميداني ميدانية عشائري عشائرية عشائر قبائل قبلي قبلية سياسي سياسية رسمي رسمية حكومي حكومية حكوميون شبكات مواقع "
    "تواصل اجتماعي إعلامي إعلامية إخبارية مجهولة كبار كبير"
)
_JOINING = _stems("the a an of for to in at on by from and with de la le du des der die von al el official general في "
                  "باسم من لدى عن على الرسمي الإعلامي العام العسكري الأول")  # fmt: skip
_ARTICLE_WORDS = frozenset(("the", "a", "an", "al", "el"))
_TITLES = _stems(
    "director head chief spokesman spokeswoman spokesperson president chairman chairwoman chair commander leader "
    "minister secretary general colonel major brigadier captain lieutenant admiral marshal dr doctor mr mrs ms prof "
    "professor sheikh sir king prince ambassador envoy governor mayor representative manager judge senator "
    "commissioner coordinator deputy vice "
    "مدير مديرة متحدث متحدثة ناطق ناطقة رئيس رئيسة قائد قائدة زعيم وزير وزيرة أمين أمينة لواء عميد عقيد مقدم رائد "
    "نقيب ملازم فريق مشير جنرال دكتور دكتورة أستاذ سيد سيدة شيخ ملك أمير سفير سفيرة مبعوث مبعوثة محافظ عمدة ممثل "
    "ممثلة قاضي مفوض مفوضة منسق منسقة نائب نائبة"
)
_FORMER = _stems("former ex سابق سابقة")
_FOR = frozenset(("for", "pour", "für", "para", "per"))

_CREDIT_LABEL = re.compile(r"^\W*(?:المصدر|مصدر|نقل[اًا]* عن|source|via|credit|quelle|fuente)s?\s*[:：]?\s*", re.I)
_BRACKETED = re.compile(r"[(（\[]\s*([^()（）\[\]]{2,60}?)\s*[)）\]]")
_SIGNATURE = re.compile(r"[-–—]\s*([^-–—]{2,40})$")
_ACRONYM = re.compile(r"[(（\[]\s*([A-Z][A-Z.-]+)\s*[)）\]]")
_EDGE_LINES = 3

Words = tuple[str, ...]
"""A name: its folded and stemmed words, or an agency's id alone."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a claim; `spellings` are folded and stemmed words, empty for nobody in particular."""

    label: str
    known: bool
    spellings: frozenset[Words] = frozenset()
    own: bool = False
    """The outlet's own voice."""
    source: Source | None = None
    """The link of the chain that speaks."""


def find_speaker(claim: Claim, text: str, aliases: Mapping[str, str]) -> Speaker:
    """Whose words a claim is: its innermost source, or the article itself; see `find_origin`."""
    outlet = claim.attribution[0] if claim.attribution else None
    innermost = claim.attribution[-1] if claim.attribution else None
    if innermost and not _outlet_names(outlet, aliases) & _spellings(innermost, aliases):
        if innermost.kind is SourceKind.UNNAMED or _generic(innermost):
            return Speaker(innermost.gloss or innermost.name, known=False, source=innermost)
        spellings = _spellings(innermost, aliases)
        return Speaker(_label(innermost, spellings), known=True, spellings=spellings, source=innermost)
    return find_origin(claim, text, aliases)


def find_origin(claim: Claim, text: str, aliases: Mapping[str, str]) -> Speaker:
    """To whom a claim of an article with this text goes back: its innermost identified source.

    Where nobody in the chain is identified, whoever speaks; the article's own voice is that of the one agency which
    its credit line names. `aliases` maps folded names to the folded one to count.
    """
    outlet = claim.attribution[0] if claim.attribution else None
    own_names = _outlet_names(outlet, aliases)
    for source in reversed(claim.attribution):
        spellings = _spellings(source, aliases)
        if own_names & spellings:
            break
        if source.kind is not SourceKind.UNNAMED and not _generic(source):
            return Speaker(_label(source, spellings), known=True, spellings=spellings, source=source)
    innermost = claim.attribution[-1] if claim.attribution else None
    if innermost and not own_names & _spellings(innermost, aliases):
        return Speaker(innermost.gloss or innermost.name, known=False, source=innermost)
    agency = _credited_agency(text)
    if agency is not None:
        return Speaker(agency, known=True, spellings=frozenset({(agency,)}))
    return Speaker(outlet.gloss or outlet.name if outlet else "", known=False, spellings=own_names, own=True)


def is_same_name(name: str, gloss: str) -> bool:
    """Whether a name in the article's words adds nothing to its rendering: no word, or only "the", "a" or the like."""
    one, other = sorted((tokens(fold_text(name)), tokens(fold_text(gloss))), key=len)
    more = list(other)
    for word in one:
        if word in more:
            more.remove(word)
        else:
            return False
    return all(len(word) <= _LONGEST_ARTICLE for word in more)


def same_body(short: Words, long: Words) -> bool:
    """Whether the longer name is the shorter with titles, with an office in it, or its full form.

    "Minister N" is N, "the spokesman for X" is X's voice, and "Centre" may be short for "Centre for Y"; but
    neither "Northern X" nor "former director of X" is X. Applied to names that both occur among the claims.
    """
    if all(word in _NOBODY | _WHICHEVER | _JOINING | _TITLES for word in short):
        return False
    extra = len(long) - len(short)
    if long[extra:] == short:
        rest = [word for word in long[:extra] if word not in _JOINING or word in _TITLES]
        if long[extra - 1] in _JOINING - _TITLES and _FORMER & set(rest):
            return False
        # Arabic has the field of an office before the name ("minister of water N"), an adjective after it.
        field = len(rest) == 2 and len(short) > 1 and "ء" <= long[0][0] <= "ي"
        return bool(rest) and (rest[-1] in _TITLES or (field and rest[0] in _TITLES))
    if long[: len(short)] == short:
        rest = list(long[len(short) :])
        if len(short) > 1 and (rest[0] in _FOR or (rest[0].startswith("ل") and len(rest[0]) > 3)):
            return True
        return bool(_TITLES & set(rest))
    return False


def _outlet_names(outlet: Source | None, aliases: Mapping[str, str]) -> frozenset[Words]:
    """The names of an outlet whose own voice is no origin; none for an agency, whose voice is one."""
    if outlet is None:
        return frozenset()
    names = _spellings(outlet, aliases)
    agency = any(words[0] in _AGENCIES for words in names)
    return names if outlet.kind is SourceKind.OUTLET and not agency else frozenset()


def _label(source: Source, spellings: frozenset[Words]) -> str:
    return next((words[0] for words in sorted(spellings) if words[0] in _AGENCIES), source.gloss or source.name)


def ambiguous_names(speakers: Iterable[Speaker]) -> frozenset[Words]:
    """Names that articles use for several speakers ("she", "the spokesman"): their renderings have no common core."""
    renderings: defaultdict[Words, set[frozenset[str]]] = defaultdict(set)
    for speaker in speakers:
        if speaker.source:
            name = _name_words(fold_text(speaker.source.name))
            renderings[name].add(frozenset(_name_words(fold_text(speaker.source.gloss))))
    return frozenset(
        name
        for name, found in renderings.items()
        if not min(found, key=lambda one: (len(one), sorted(one))) <= frozenset.intersection(*found)
    )


def _spellings(source: Source, aliases: Mapping[str, str]) -> frozenset[Words]:
    """The source's names as words to compare: an agency's id, or stems without the article."""
    found = set()
    for name in (source.name, source.gloss):
        for spelling in (_ACRONYM.sub(" ", name), *_ACRONYM.findall(name)):
            folded = fold_text(spelling)
            folded = aliases.get(folded, folded)
            agency = _agency(folded)
            words = (agency,) if agency else _name_words(folded)
            if words:
                found.add(words)
    return frozenset(found)


def _name_words(folded: str) -> Words:
    return tuple(light_stem(token) for token in tokens(folded) if token not in _ARTICLE_WORDS)


def _generic(source: Source) -> bool:
    """Whether the name as written or as glossed says no more than "local sources"."""
    names = [_name_words(fold_text(name)) for name in (source.name, source.gloss)]
    return not any(names) or any(_nobody(words) for words in names if words)


def _nobody(words: Words) -> bool:
    found = set(words)
    if found & _SOURCE_WORDS:
        return True
    return bool(found & _NOBODY) and found <= _NOBODY | _WHICHEVER | _JOINING


def _agency(name: str) -> str | None:
    """The agency's id, with or without words like "news agency" around its name."""
    folded = fold_text(name)
    bare = " ".join(word for word in folded.split() if light_stem(word) not in _AGENCY_WORDS)
    return _AGENCY_IDS.get(folded) or _AGENCY_IDS.get(bare)


@lru_cache(maxsize=1024)
def _credited_agency(text: str) -> str | None:
    """The one agency that the first or last lines credit; None when they credit none or several."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, tail = lines[:_EDGE_LINES], lines[-_EDGE_LINES:]
    credited: set[str] = set()
    for line in [*head, *tail]:
        credited |= _agencies_in(_CREDIT_LABEL.sub("", line))
        for bracketed in _BRACKETED.finditer(line):
            # A dateline near the beginning or a signature at the end; elsewhere it explains a name.
            if (line in head and bracketed.end() <= 60) or not line[bracketed.end() :].strip(" .،,"):
                credited |= _agencies_in(bracketed[1])
        signature = _SIGNATURE.search(line)
        if signature:
            credited |= _agencies_in(signature[1])
    for line in head:
        credited |= _agencies_in_dateline(line)
    return credited.pop() if len(credited) == 1 else None


def _agencies_in_dateline(line: str) -> set[str]:
    """The agencies of "City – Agency: …" or "Agency – …"; "Agency: …" is no credit but a headline's source."""
    parts = re.split(r"([-–—:])", line[:80])
    first = _agencies_in(parts[0]) if len(parts) > 2 and parts[1] != ":" else set()
    second = _agencies_in(parts[2]) if len(parts) > 4 and parts[1] != ":" else set()
    return first | second


def _agencies_in(credit: str) -> set[str]:
    """The agencies of a credit such as "Reuters, AFP"; none when it has any other word."""
    found: set[str] = set()
    for part in re.split(r"[+/,،|&;؛]|\band\b|\s[-–—]\s", credit[:100]):
        one = _agency(part)
        several = [part] if one or _nobody(_name_words(fold_text(part))) else re.split(r"\sو", part)
        for name in several:
            if agency := _agency(name):
                found.add(agency)
            elif fold_text(name) and not _nobody(_name_words(fold_text(name))):
                return set()
    return found
