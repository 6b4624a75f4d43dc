"""Whether words negate or deny, and which word a negation governs.

Tables for the languages that newsrooms most often send; a language without a table is not judged (None).
"""

import re
from collections.abc import Mapping, Sequence

from factcmp.text.folding import fold_text, light_stem, tokens

# Folded words that turn round the word after them (for French, German and Dutch also the one before).
_PARTICLES: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "ar": """لم لن لا ما ليس ليست ليسوا لست غير دون بدون عدم ولم ولن ولا وما وليس وليست فلم فلن فلا وغير ودون
            وبدون وعدم لعدم بعدم بلا""",
        "de": "nicht nichts niemand kein keine keinen keinem keiner keines nie niemals weder ohne",
        "en": """not no never neither nor without none nowhere cannot isn't aren't wasn't weren't don't doesn't didn't
            hasn't haven't hadn't won't wouldn't can't couldn't shouldn't nobody nothing""",
        "es": "no nunca jamás ningún ninguna ninguno nada nadie ni sin tampoco",
        "fa": "نه نيست نيستند بدون هيچ هرگز عدم غير",
        "fr": "ne n pas jamais aucun aucune rien personne ni sans non",
        "it": "non mai nessun nessuno nessuna niente nulla né senza",
        "nl": "niet geen nooit zonder noch niemand niets",
        "pt": "não nunca jamais nenhum nenhuma nada ninguém nem sem",
        "ru": "не нет ни никогда ничего никто без",
        "tr": "değil yok asla hiç olmadan",
        "uk": "не ні немає ніколи нічого ніхто без",
        "zh": "不 没 沒 未 无 無 非 别 否",
    }.items()
}

# A particle's word stands behind these ("not been killed", لم يتم تدمير).
_PASSED_OVER = frozenset(
    word
    for words in (
        "قد يتم تتم يجر تجر يكن تكن يكونوا بعد be been being have has had yet even ever also longer is are was were",
        "a ont est sont été était étaient avait avaient ha han sido fue está están foi foram stato stata sono stati è",
        "был была было были wurde wurden worden werden is zijn werd",
    )
    for word in words.split()
)
# Words that say nothing of what was negated ("not in", ليس في); other words of up to three Latin letters neither.
_EMPTY = frozenset(
    word
    for words in (
        "ان انه انها من في الي علي عن مع هذا هذه ذلك تلك كل اي احد حتي الا سوي كان كانت with from that this these",
        "those there them they their into only more most than what when where which dans pour avec cette leur plus",
        "para como este esta eine einen einer einem diese auch mehr noch aber sich sind nella della questo ainda",
        "также этого если",
    )
    for word in words.split()
)
# Which? What? or a negation: ما أعلنته الوزارة, "what the ministry announced".
AMBIGUOUS_PARTICLES = frozenset(("ما", "وما"))
_IRREGULAR = {
    form: verb
    for verb, forms in {
        "begin": "began begun", "break": "broke broken", "bring": "brought", "come": "came", "fall": "fell fallen",
        "find": "found", "flee": "fled", "give": "gave given", "go": "went gone goes", "hold": "held", "keep": "kept",
        "lead": "led", "leave": "left", "lose": "lost", "make": "made", "meet": "met", "rise": "rose risen",
        "see": "saw seen", "send": "sent", "shoot": "shot", "strike": "struck", "take": "took taken", "win": "won",
        "withdraw": "withdrew withdrawn",
    }.items()
    for form in forms.split()
}  # fmt: skip

# Beginnings of folded words that deny or call untrue.
_DENIALS: Mapping[str, tuple[str, ...]] = {
    language: tuple(beginnings.split())
    for language, beginnings in {
        "ar": """نف ينف تنف كذب يكذب تكذب كاذب انكر ينكر تنكر فند يفند تفند دحض يدحض افترا شائع اشاع مزاعم زعم يزعم
            مزعوم اقاويل ملفق مفبرك عاري عار باطل بطلان رفض يرفض ترفض استبعد يستبعد فشل يفشل امتنع زيف مزيف خلاف
            بخلاف عكس بعكس منع خطا خاطئ خاطي""",
        "de": """dementi bestreit bestritt leugn falsch unwahr unzutreffend haltlos zurück wider gerücht lüg erfund
            weiger""",
        "en": """deni deny disput refut reject false untrue baseless unfounded unconfirmed unproven fabricat rumor
            rumour hoax fake lie lying bogus myth dismiss debunk contradict incorrect wrong fail unlikely refus
            inaccura mislead invent satir lack declin contrary hardly impossib fictiti stop prevent absence""",
        "es": "desmint desment desmient nieg neg fals infund rechaz refut rumor mentir inexact lejos fracas",
        "fa": "تكذيب رد انكار دروغ شايعه نادرست بي ن",
        "fr": "dément démen nie faux fausse infond réfut rejet invent rumeur mensong contest refus loin échou",
        "it": "smenti neg fals infond respin rifiut bufal voci menzogn fallit",
        "nl": "ontken onwaar vals onjuist gerucht leugen weerleg verzonnen",
        "pt": "desment neg fals infund rejeit refut boato mentir inverd longe fracass",
        "ru": "опров отриц отверг лож неправд недостовер фейк слух вымыс отказ",
        "tr": "yalan inkar red asılsız iddia yanlış uydurma",
        "uk": "спрост запереч відкин брехн неправд недостовір фейк чутк вигад відмов",
        "zh": "假 谣 謠 驳 駁 拒 虚",
    }.items()
}

# Idioms with a particle that negate nothing: "still", "at least", "not only", "above all", "however".
_IDIOMS: Mapping[str, re.Pattern[str]] = {
    language: re.compile(rf"(?<!\S)(?:{phrases})(?!\S)")
    for language, phrases in {
        "ar": r"[وف]?(?:لا|ما|لم) (?:ا?[يت]?زا?ل(?:ت|وا|ون)?|انفك|تنفك|ينفك|برح|يبرح)"
        r"|(?:ب?ما )?لا [يت](?:قل|زيد)(?:ون)? (?:عن|علي)|[وف]?لا (?:سيما|بد|شك|ريب|محاله)|[وف]?ليست? فقط|ما ان"
        r"|غير ان\w*"
        # After a preposition it is "what", never "not": على ما يبدو, في ما يخص.
        r"|[وف]?(?:علي|في|من|عن|الي|حسب|بحسب|وفق|مثل|كل|رغم|بعد|قبل|عند|مع) ما",
        "de": "nicht (?:nur|zuletzt|weniger als)",
        "en": "not (?:only|just|least)|(?:no|not) (?:less|fewer|more|later) than|no doubt|nothing but|if not",
        "es": "no (?:sólo|solo|obstante|menos de)|sin (?:embargo|duda)|nada menos",
        "fr": "non seulement|pas (?:seulement|moins de)|sans (?:doute|précédent)",
        "it": "non (?:solo|meno di)|senza dubbio",
        "nl": "niet (?:alleen|minder dan)",
        "pt": "não (?:só|apenas|menos de)|sem dúvida",
        "ru": "не (?:только|менее|меньше)",
        "uk": "не (?:тільки|лише|менше)",
        "zh": "不 [仅僅但断斷少久过過同]|未 [来來]|[无無] 人 [机機]|非 [洲常]|[特分] [别別]",
    }.items()
}

_THAT = frozenset(("ان", "انه", "انها", "انهم", "اننا", "dass", "that", "que", "che", "что", "що"))
# "denied that", "without that" at the end of folded words; in Arabic with a subject of one or two words between, that
# is neither an "and" clause nor "saying", "affirming".
_DENIED_THAT: Mapping[str, re.Pattern[str]] = {
    language: re.compile(rf"(?<!\S)(?:{phrases})$")
    for language, phrases in {
        "ar": r"(?:[وب]?دون|وبدون|وليس|ليس|[وف]?(?:نف[يت]|نفوا|[يت]نفي|انكر(?:ت|وا)?|[يت]نكر|كذبت?|[يت]كذب|فندت?"
        r"|[يت]فند|نافيه?|نافيا)"
        r"(?: (?!و(?!زار|زير|كال|فد)|ف|ذلك|هذ|الي |\S*ا |(?:موكد|قايل|موضح|مشير|مضيف|مبين|لافت)ه?\b)\S+){0,2})"
        r" ان(?:ه|ها|هم|نا)?",
        "de": r"(?:bestreite\w*|bestritt\w*|dementier\w*|leugne\w*) dass",
        "en": r"(?:den(?:y|ies|ied|ying)|no evidence|not true|untrue)"
        r"(?: (?:reports?|claims?|allegations?|suggestions?|rumou?rs?))? that",
        "es": r"(?:neg|nieg|desmi?[ei]nt)\w+ que",
        "fr": r"(?:démen\w+|ni(?:e|ent|é|ait|aient)|sans) que",
        "it": r"(?:nega\w*|smenti\w*|senza) che",
        "pt": r"(?:neg\w+|desment\w+|sem) que",
        "ru": r"(?:отриц\w+|отрица\w+|опроверг\w+) что",
        "uk": r"(?:запереч\w+|спрост\w+) що",
    }.items()
}

# Turkish negates inside the verb: -ma-, -me-; Persian in front of it: نرفت, نمی‌رود.
_INSIDE: Mapping[str, re.Pattern[str]] = {
    "fa": re.compile(r"^ن\w{2,}"),
    "tr": re.compile(r"m[aeıiuü](?:d|m|z|y|s|k)|m[iıuü]yor"),
}


def negates(text: str, language: str | None) -> bool | None:
    """Whether the words negate, deny or call something untrue; None for a language without a table."""
    code = _code(language)
    if code not in _PARTICLES:
        return None
    words = tokens(fold_text(text))
    inside = _INSIDE.get(code)
    return any(
        is_particle(word, language)
        or word.startswith(_DENIALS[code])
        or (code == "ar" and word[:1] in "وفبلك" and word[1:].startswith(_DENIALS["ar"]))
        or (code == "ar" and light_stem(word).startswith(_DENIALS["ar"]))
        or (inside is not None and inside.search(word) is not None)
        for word in words
    )


def has_particle(text: str, language: str | None) -> bool | None:
    """Whether the words have a particle ("not", لم) that negates; None for a language without a table."""
    if _code(language) not in _PARTICLES:
        return None
    return any(is_particle(word, language) for word in without_idioms(text, language).split())


def is_particle(word: str, language: str | None) -> bool:
    """Whether a folded word alone is a negating particle of the language."""
    code = _code(language)
    if word in _PARTICLES.get(code, frozenset()):
        return True
    # "didn't"; "n'a", "n'ont"
    return (code == "en" and word.endswith("n't")) or (code == "fr" and word.startswith("n'"))


def negates_next(before: str, after: str, language: str | None) -> bool:
    """Whether folded words turn round the words after them: "not", "denied that", دون أن."""
    before, first = before.rstrip(), after.split(" ", 1)[0]
    denied = _DENIED_THAT.get(_code(language))
    last = before.rpartition(" ")[2]
    if denied and (
        (last in _THAT and denied.search(before)) or (first in _THAT and denied.search(f"{before} {first}"))
    ):
        return True
    words = tokens(last)
    if not words:
        return False
    if _code(language) == "zh":
        return words[-1] in "不没沒未" or (words[-1] == "有" and words[-2:-1] in (["没"], ["沒"], ["未"]))
    however = words[-1] in ("غير", "وغير") and first in _THAT
    return is_particle(words[-1], language) and words[-1] not in AMBIGUOUS_PARTICLES and not however


def without_idioms(text: str, language: str | None) -> str:
    """The folded words, apart from each other, without the phrases that negate in form only ("not only", لا يزال)."""
    words = " ".join(tokens(fold_text(text)))
    idioms = _IDIOMS.get(_code(language))
    return idioms.sub(" ", words) if idioms else words


def negated_stems(text: str, language: str | None) -> frozenset[str]:
    """Stems of the words that a particle in the text governs, and that the text does not have without one too."""
    words = without_idioms(text, language).split()
    governed = {_governed(words, index) for index, word in enumerate(words) if _governs(word, language)}
    free = {word_stem(word) for index, word in enumerate(words) if index not in governed}
    return (
        frozenset(
            word_stem(words[index])
            for index in governed
            if index is not None and not is_particle(words[index], language)
        )
        - free
    )


def word_stem(word: str) -> str:
    """A stem that an Arabic or English verb keeps between its tenses; other words by `light_stem`."""
    if word.isascii() and word.isalpha():
        return _english_stem(word)
    stem = light_stem(word)
    if not stem or not all("ء" <= char <= "ي" for char in stem):
        return stem
    for ending in ("وا", "ت"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem.removesuffix(ending)
            break
    for lead in ("سي", "ست", "سن", "ي", "ت", "ن", "ا"):
        if stem.startswith(lead) and len(stem) - len(lead) >= 3:
            return stem.removeprefix(lead)
    return stem


def _english_stem(word: str) -> str:
    stem = _IRREGULAR.get(word, word)
    for ending in ("ing", "ed", "es", "s", "e"):
        if stem.endswith(ending) and len(stem) - len(ending) >= 3:
            stem = stem.removesuffix(ending)
            break
    if stem[-1] == stem[-2:-1]:
        stem = stem[:-1]
    return f"{stem[:-1]}y" if stem.endswith("i") else stem


def _governs(word: str, language: str | None) -> bool:
    return is_particle(word, language) and word not in AMBIGUOUS_PARTICLES


def _governed(words: Sequence[str], particle: int) -> int | None:
    """Where the word stands that the particle negates; None where that cannot be told."""
    for index in range(particle + 1, min(particle + 4, len(words))):
        word = words[index]
        if word in _PASSED_OVER:
            continue
        known = word not in _EMPTY and len(word) > (3 if "a" <= word[0] <= "z" else 1)
        return index if known else None
    return None


def _code(language: str | None) -> str:
    return (language or "").split("-")[0].lower()
