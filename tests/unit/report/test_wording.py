"""The tables of words: complete in each language, in step with each other and with the code that says them."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel import Locale
from jinja2 import Environment, nodes

import factcmp
from factcmp.models import FlagKind, FlagNote, RuleChange, RuleKind
from factcmp.report.wording import Entry, known_languages, load_wording
from factcmp.report.words import rule_words
from factcmp.text.languages import language_name

PACKAGE = Path(factcmp.__file__).parent
LANGUAGES = known_languages()


def table(language: str) -> dict[str, Entry]:
    return dict(load_wording(language).entries)


def said_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Texts in code and templates, and patterns of those that they put together, such as f"stance.{stance}"."""
    texts: set[str] = set()
    together: list[list[str | None]] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                together.append([str(part.value) if isinstance(part, ast.Constant) else None for part in node.values])
    for _, template in templates():
        texts |= {node.value for node in template.find_all(nodes.Const) if isinstance(node.value, str)}
        for concat in template.find_all(nodes.Concat):
            together.append([str(part.value) if isinstance(part, nodes.Const) else None for part in concat.nodes])
    patterns = [
        re.compile("".join(re.escape(part) if part else ".+" for part in parts))
        for parts in together
        if parts[0] and re.fullmatch(r"[a-z-]+\.[a-z.-]*", parts[0])
    ]
    return texts, patterns


def templates() -> Iterator[tuple[str, nodes.Template]]:
    environment = Environment(extensions=["jinja2.ext.do"], autoescape=True)
    for path in sorted((*PACKAGE.rglob("*.j2"), *PACKAGE.rglob("templates/*.html"))):
        yield path.name, environment.parse(path.read_text(encoding="utf-8"))


def keys_said() -> list[tuple[str, str]]:
    """The file and the key of each call of `say`; the page takes keys of its own before those that all reports have."""
    found = []
    english = table("en")
    for path in sorted(set(PACKAGE.rglob("*.py")) - set((PACKAGE / "report" / "html").rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(key := node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                found += [(path.name, str(key.value))] if name == "say" else []
    for name, template in templates():
        for call in template.find_all(nodes.Call):
            if getattr(call.node, "name", "") in ("say", "sentence") and isinstance(call.args[0], nodes.Const):
                key = call.args[0].value
                is_own = name.endswith(".html") and f"page.{key}" in english
                found.append((name, f"page.{key}" if is_own else key))
    return found


def fields(entry: Entry) -> set[str]:
    texts = [entry] if isinstance(entry, str) else list(entry.values())
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_key_that_the_code_says_has_words() -> None:
    english = table("en")
    keys = keys_said()
    assert len(keys) > 80
    for file, key in keys:
        assert key in english, file


def test_every_key_is_said_somewhere() -> None:
    texts, patterns = said_in_code()
    unused = [
        key
        for key in table("en")
        if not {key, key.removeprefix("page.")} & texts
        and not any(pattern.fullmatch(key.removeprefix("page.")) for pattern in patterns)
    ]
    assert unused == []


@pytest.mark.parametrize("name", ["markdown", "findings", "relations"])
def test_no_key_stands_twice_in_a_file(name: str) -> None:
    for language in LANGUAGES:
        lines = (PACKAGE / "report" / "wording" / language / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        keys = [line.split(":", maxsplit=1)[0] for line in lines if re.match(r"[a-z]", line)]
        assert len(keys) == len(set(keys))


def test_a_key_stands_in_one_file_of_a_language() -> None:
    for language in LANGUAGES:
        files = sorted((PACKAGE / "report" / "wording" / language).glob("*.yaml"))
        keys = [key for file in files for key in yaml.safe_load(file.read_text(encoding="utf-8"))]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_key_with_the_same_placeholders(language: str) -> None:
    english, own = table("en"), table(language)
    assert own.keys() == english.keys()
    for key, entry in own.items():
        # A count alone may go unsaid: "two answers" is one word in Arabic.
        assert fields(entry) | {"count"} == fields(english[key]) | {"count"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_category_of_their_language(language: str) -> None:
    categories = {*Locale.parse(language).plural_form.tags, "other"}
    for key, entry in table(language).items():
        if not isinstance(entry, str):
            assert entry.keys() == categories, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103])
def test_every_plural_can_be_said_of_any_count(language: str, count: int) -> None:
    wording = load_wording(language)
    for key, entry in table(language).items():
        if not isinstance(entry, str):
            values: dict[str, object] = dict.fromkeys(fields(entry), "x")
            assert wording.say(key, **(values | {"count": count}))


@pytest.mark.parametrize(
    ("count", "said"),
    [
        pytest.param(1, "مقالة واحدة", id="one"),
        pytest.param(2, "مقالتان", id="two"),
        pytest.param(3, "3 مقالات", id="few"),
        pytest.param(10, "10 مقالات", id="few-to-ten"),
        pytest.param(11, "11 مقالة", id="many"),
        pytest.param(100, "100 مقالة", id="other"),
        pytest.param(103, "103 مقالات", id="few-after-a-hundred"),
    ],
)
def test_arabic_counts_take_their_own_form(count: int, said: str) -> None:
    assert load_wording("ar").say("count.articles", count=count) == said


def test_arabic_spells_its_tanwin_one_way() -> None:
    for file in (PACKAGE / "report" / "wording" / "ar").glob("*.yaml"):
        assert "\N{ARABIC FATHATAN}" not in file.read_text(encoding="utf-8"), file.name


def test_page_and_markdown_have_no_words_twice() -> None:
    english, arabic = table("en"), table("ar")
    shared = {str(entry) + str(arabic[key]) for key, entry in english.items() if not key.startswith("page.")}
    twice = {
        key for key, entry in english.items() if key.startswith("page.") and str(entry) + str(arabic[key]) in shared
    }
    # Names of sections and pictures, which a page of another design may call otherwise.
    assert twice <= {"page.articles", "page.names", "page.missing", "page.making", "page.names.articles"} | {
        key for key in english if key.startswith(("page.heat.", "page.filter.", "page.reader.", "page.ledger."))
    }


def test_language_without_a_table_is_worded_in_english_and_a_region_in_its_language() -> None:
    assert load_wording("xx").language == "en"
    assert load_wording("ar-EG").language == "ar"
    assert load_wording("AR").language == "ar"


def test_every_rule_and_flag_has_words() -> None:
    english = table("en")
    assert {f"flag.{kind}.title" for kind in FlagKind} <= english.keys()
    notes = {key.rsplit(".", 1)[1] for key in english if key.startswith("flag.") and not key.endswith(".title")}
    assert notes == {note.value for note in FlagNote}
    assert {f"rule.{kind}" for kind in RuleKind} <= english.keys()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("en", "Judged one answer; the numbers exclude each other (30; 50; 70), so they are 3.", id="en"),
        pytest.param(
            "ar",
            "عدّها النموذج إجابة واحدة، لكن الأعداد ينفي بعضها بعضا (30؛ 50؛ 70)، ففُصلت إلى 3 إجابات.",
            id="ar",
        ),
    ],
)
def test_rule_is_said_with_the_numbers_that_it_compared(language: str, said: str) -> None:
    rule = RuleChange(kind=RuleKind.ANSWER_SPLIT, said=("30", "50", "70"))
    assert rule_words(rule, load_wording(language)) == said


@pytest.mark.parametrize(
    ("tag", "in_language", "name"),
    [
        pytest.param("ar", None, "Arabic", id="prompts-in-english"),
        pytest.param("xx", None, "xx", id="prompts-unknown"),
        pytest.param("ar-EG", "en", "Arabic", id="region"),
        pytest.param("ar", "ar", "العربية", id="own-name"),
        pytest.param("en", "ar-SY", "الإنجليزية", id="in-a-region"),
        pytest.param("en", "xx", "English", id="unknown-language-of-the-report"),
        pytest.param("qqq", "ar", "qqq", id="unknown-language"),
        pytest.param("not a tag", "also not!", "not a tag", id="no-tags"),
    ],
)
def test_names_of_languages(tag: str, in_language: str | None, name: str) -> None:
    assert (language_name(tag, in_language) if in_language else language_name(tag)) == name
