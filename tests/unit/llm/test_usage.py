"""What answers took, together."""

import datetime

import pytest

from factcmp.llm.protocol import Usage
from factcmp.llm.usage import cost_usd

DAYS = [datetime.date(2026, 11, day) for day in (24, 23)]
ASKED = Usage(requests=2, input_tokens=1000, output_tokens=100, estimated=True, answered=DAYS[0], seconds=2.5)
KEPT = Usage(cache_hits=1, input_tokens=10, output_tokens=1, answered=DAYS[1])


def test_usages_add_up_on_their_latest_day() -> None:
    total = sum([ASKED, KEPT, Usage()], Usage())
    assert total == Usage(2, 1, 1010, 101, True, DAYS[0])
    assert total.seconds == 2.5


def test_an_answer_out_of_the_cache_costs_nothing_again() -> None:
    assert cost_usd(ASKED.paid_now() + KEPT.paid_now(), 2, 10) == pytest.approx(0.003)


@pytest.mark.parametrize("prices", [(None, None), (2, None), (None, 2)])
def test_without_both_prices_there_is_no_cost(prices: tuple[float | None, float | None]) -> None:
    assert cost_usd(ASKED, *prices) is None
