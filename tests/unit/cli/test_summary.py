"""What is counted while a model is awaited."""

import pytest

from factcmp.cli.summary import Tally
from factcmp.llm.protocol import Usage

ASKED = Usage(requests=1, input_tokens=1000, output_tokens=100, seconds=3)
CACHED = Usage(cache_hits=1, input_tokens=1000, output_tokens=100)


def test_tokens_and_cost_are_those_of_requests_alone() -> None:
    tally = Tally(prices=(2, 10))
    tally.answer(CACHED)
    tally.answer(ASKED)
    assert (tally.used.requests, tally.used.cache_hits) == (1, 1)
    assert (tally.used.input_tokens, tally.used.output_tokens) == (1000, 100)
    assert tally.cost_usd == pytest.approx(0.003)


@pytest.mark.parametrize(("price_input", "price_output"), [(None, None), (2, None), (None, 2)], ids=["no", "in", "out"])
def test_without_both_prices_no_cost_is_told(price_input: float | None, price_output: float | None) -> None:
    tally = Tally(prices=(price_input, price_output))
    tally.answer(ASKED)
    assert tally.cost_usd is None
    assert "dollars" not in tally.told()


def test_counts_that_the_endpoint_estimates_are_told_as_such() -> None:
    tally = Tally()
    tally.answer(Usage(requests=1, input_tokens=7, estimated=True))
    assert tally.told() == "1 request, 0 answers from the cache, about 7 tokens"
