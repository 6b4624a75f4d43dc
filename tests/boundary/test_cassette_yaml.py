"""The YAML of cassettes: any JSON value comes back, and a reviewer can read it."""

import json

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from odd_texts import ODD_TEXTS

from factcmp.llm.readable_yaml import from_yaml, to_yaml

TEXTS = {name: text for name, text in ODD_TEXTS.items() if "\ud83d" not in text}
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8") | st.sampled_from(" \n\t\r\"'{}:#-\u200f\u00a0\u2028"))
    | st.sampled_from(list(TEXTS.values())),
    lambda values: (
        st.lists(values, max_size=4)
        | st.dictionaries(st.text() | st.sampled_from(list(TEXTS.values())), values, max_size=4)
        | st.builds(
            json.dumps,
            st.dictionaries(st.text(), values, max_size=4),
            ensure_ascii=st.booleans(),
            separators=st.sampled_from([None, (",", ":")]),
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(json_values)
@example(dict(TEXTS))
@example(list(TEXTS.values()))
@example({text: [text] for text in TEXTS.values()})
def test_any_json_value_comes_back_and_is_written_the_same_again(value: object) -> None:
    text = to_yaml(value)
    assert text.encode()
    assert json.dumps(from_yaml(text)) == json.dumps(value)
    assert to_yaml(from_yaml(text)) == text


@settings(deadline=None)
@given(json_values)
@example(dict(TEXTS))
def test_every_yaml_reader_sees_the_same_and_no_line_ends_in_a_space(value: object) -> None:
    text = to_yaml(value)
    readings = {repr(yaml.compose(text, Loader=loader)) for loader in (yaml.SafeLoader, yaml.CSafeLoader)}
    assert len(readings) == 1
    assert [line for line in text.split("\n") if line != line.rstrip(" \t")] == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_text_of_several_lines_becomes_one(text: str) -> None:
    assert len(to_yaml(text).rstrip("\n").split("\n")) >= len(text.rstrip("\n").split("\n"))


@pytest.mark.parametrize(
    "yaml_text",
    [
        "!!python/name:os.system ''",
        "!other {}",
        "!lines text",
        "b: !json []",
    ],
)
def test_a_tag_that_is_not_plain_data_is_refused(yaml_text: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        from_yaml(yaml_text)


def test_an_alias_with_which_a_small_file_could_stand_for_a_huge_value_is_refused() -> None:
    with pytest.raises(ValueError, match=r"aliases are not allowed.* line 1"):
        from_yaml("a: &a [1, 2]\nb: [*a, *a]\n")
