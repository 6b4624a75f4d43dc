"""What is counted while a model is awaited, and when time left may be told."""

import pytest

from factcmp.cli.progress import told_left, told_use
from factcmp.cli.tally import Tally
from factcmp.llm.protocol import Usage


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def asked(seconds: float) -> Usage:
    return Usage(requests=1, input_tokens=1000, output_tokens=100, seconds=seconds)


CACHED = Usage(cache_hits=1, input_tokens=1000, output_tokens=100)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tally(clock: Clock) -> Tally:
    return Tally(at_once=4, clock=clock)


def test_tokens_and_cost_are_those_of_requests_alone(clock: Clock) -> None:
    tally = Tally(price_input=2, price_output=10, clock=clock)
    tally.answer("extract", CACHED)
    tally.answer("extract", asked(3))
    assert (tally.used.requests, tally.used.cache_hits) == (1, 1)
    assert (tally.used.input_tokens, tally.used.output_tokens) == (1000, 100)
    assert tally.cost_usd == pytest.approx(0.003)


@pytest.mark.parametrize(("price_input", "price_output"), [(None, None), (2, None), (None, 2)], ids=["no", "in", "out"])
def test_without_both_prices_no_cost_is_told(price_input: float | None, price_output: float | None) -> None:
    tally = Tally(price_input=price_input, price_output=price_output)
    tally.answer("extract", asked(1))
    assert tally.cost_usd is None
    assert "dollars" not in told_use(tally)


def test_counts_that_the_endpoint_estimates_are_told_as_such(tally: Tally) -> None:
    tally.answer("extract", Usage(requests=1, input_tokens=7, estimated=True))
    assert told_use(tally) == "1 request, 0 answers from the cache, about 7 tokens"


def test_time_left_is_not_told_before_an_item_is_finished(tally: Tally) -> None:
    tally.stage("extract").begin(8)
    assert tally.left_s("extract") is None
    tally.answer("extract", asked(10))
    assert tally.left_s("extract") is None
    tally.finish("extract")
    assert tally.left_s("extract") == pytest.approx(7 * 10 / 4)


def test_items_out_of_the_cache_make_no_estimate(tally: Tally) -> None:
    tally.stage("extract").begin(10)
    for _ in range(5):
        tally.answer("extract", CACHED)
        tally.finish("extract")
    assert tally.left_s("extract") is None
    tally.answer("extract", asked(8))
    assert tally.left_s("extract") is None
    tally.finish("extract")
    assert tally.left_s("extract") == pytest.approx(4 * 8 / 4)


def test_an_item_of_several_answers_counts_as_long_as_they_take(tally: Tally) -> None:
    tally.stage("judge").begin(5)
    for _ in range(3):
        tally.answer("judge", asked(2))
    tally.finish("judge")
    assert tally.left_s("judge") == pytest.approx(4 * 3 * 2 / 4)


def test_the_last_item_takes_as_long_as_one_however_many_may_be_under_way(tally: Tally) -> None:
    tally.stage("extract").begin(2)
    tally.answer("extract", asked(10))
    tally.finish("extract")
    assert tally.left_s("extract") == pytest.approx(10)


def test_the_estimate_counts_down_and_is_withdrawn_when_it_has_run_out(tally: Tally, clock: Clock) -> None:
    tally.stage("extract").begin(2)
    tally.answer("extract", asked(10))
    tally.finish("extract")
    clock.now += 4
    assert tally.left_s("extract") == pytest.approx(6)
    clock.now += 7
    assert tally.left_s("extract") is None


def test_a_finished_stage_has_no_time_left(tally: Tally) -> None:
    tally.stage("extract").begin(1)
    tally.answer("extract", asked(10))
    tally.finish("extract")
    assert tally.left_s("extract") is None


def test_several_sets_add_up_and_time_is_told_once_each_has_come_to_the_stage(tally: Tally) -> None:
    tally.sets = 2
    tally.stage("judge").begin(4)
    tally.answer("judge", asked(4))
    tally.finish("judge")
    assert tally.left_s("judge") is None
    tally.stage("judge").begin(5)
    assert tally.stage("judge").total == 9
    assert tally.left_s("judge") == pytest.approx(8 * 4 / 4)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        pytest.param(None, "", id="unknown"),
        pytest.param(0.2, "about 5 s left", id="moment"),
        pytest.param(42, "about 40 s left", id="seconds"),
        pytest.param(56, "about 1 min left", id="minute"),
        pytest.param(200, "about 3 min left", id="minutes"),
        pytest.param(3590, "about 1 h 0 min left", id="hour"),
        pytest.param(5000, "about 1 h 20 min left", id="hours"),
    ],
)
def test_time_left_is_told_no_finer_than_it_is_known(seconds: float | None, told: str) -> None:
    assert told_left(seconds) == told
