"""Texts without an end: what reads them may not take a step for each pair of their characters."""

import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import factcmp.text

LENGTH = 200_000
LIMIT_S = 240
"""Only kills what would not end."""
REPEATED = (
    *("a", " ", "1", ".", "\n", "و", "ال", "\u064b", "1 ", "1,", "1/", "1:", "1-", "100 000 ", "x-", "'", '."', "\n "),
    *(
        "million ",
        "مليون ",
        "hundreds of ",
        "one ",
        "مئة و",
        "at least ",
        "and a half ",
        "between 1 and ",
        "from 1 to ",
    ),
)


def patterns() -> list[re.Pattern[str]]:
    """The patterns that the modules of `factcmp.text` compile when they are loaded."""
    names = [module.name for module in pkgutil.walk_packages(factcmp.text.__path__, "factcmp.text.")]
    values = [value for name in names for value in vars(importlib.import_module(name)).values()]
    return [value for value in values if isinstance(value, re.Pattern)]


def read_with_every_pattern(unit: str) -> None:
    text = unit * (LENGTH // len(unit)) + "!"
    for pattern in patterns():
        print(ascii(unit), ascii(pattern.pattern), flush=True)
        for _ in pattern.finditer(text):
            pass


def read_with_every_function(unit: str) -> None:
    from factcmp.text.folding import fold_text, tokens
    from factcmp.text.numbers.counts import find_counts
    from factcmp.text.numbers.quantities import find_quantities
    from factcmp.text.sentence_spans import part_spans, sentence_spans

    text = unit * (LENGTH // 20 // len(unit)) + "!"
    tokens(fold_text(text))
    sentence_spans(text)
    part_spans(text, LENGTH // 400)
    find_quantities(text)
    find_counts(text)


def test_patterns_are_found() -> None:
    assert len(patterns()) > 5


@pytest.mark.parametrize("reader", ["read_with_every_pattern", "read_with_every_function"])
def test_ends_on_texts_that_repeat_themselves(reader: str) -> None:
    code = f"from {__name__} import *\nfor unit in REPEATED: {reader}(unit)"
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    command = [sys.executable, "-c", code]
    try:
        done = subprocess.run(  # noqa: S603
            command, env={"PYTHONPATH": paths}, timeout=LIMIT_S, check=False, capture_output=True
        )
    except subprocess.TimeoutExpired as hung:
        pytest.fail(f"did not end: {(hung.stdout or b'').decode().splitlines()[-1:]}")
    assert done.returncode == 0, done.stderr.decode()
