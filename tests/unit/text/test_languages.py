"""The direction of words whose language nobody gave."""

import pytest

from factcmp.text.languages import is_written_backward


@pytest.mark.parametrize(
    ("words", "backward"),
    [
        pytest.param("قال المتحدث", True, id="arabic"),
        pytest.param("דובר אמר", True, id="hebrew"),
        pytest.param("\ufee3\ufeae", True, id="arabic-presentation-forms"),
        pytest.param("ߒߞߏ", True, id="nko"),
        pytest.param("发言人说", False, id="chinese"),
        pytest.param("प्रवक्ता ने कहा", False, id="hindi"),
        pytest.param("Đại sứ Ủy ban", False, id="vietnamese"),
        pytest.param("The agency «سانا» said", False, id="a-foreign-name"),
        pytest.param("قالت وكالة SANA للأنباء", True, id="a-foreign-name-the-other-way"),
        pytest.param("12 – 14", False, id="no-letters"),
    ],
)
def test_words_go_by_the_script_of_most_letters(words: str, backward: bool) -> None:
    assert is_written_backward(words) is backward
