"""The benchmark's articles and its simulated endpoint, small: what is measured is a comparison that goes right."""

import asyncio

import pytest
import pytest_socket
from costs import corpus, endpoint

from factcmp import Endpoint, OpenAIModel, Report, compare_articles_async
from factcmp.models import Relation


def compared(url: str, count: int) -> Report:
    model = OpenAIModel(Endpoint(model="simulated", api_key="none", base_url=url, retries=8))
    return asyncio.run(compare_articles_async(tuple(corpus.articles(count, 5)), model))


@pytest.mark.usefixtures("socket_enabled")
def test_the_simulated_endpoint_knows_the_articles_and_counts_what_it_is_asked() -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    with endpoint.running() as running:
        report = compared(running.url, 8)
        stats = running.stats()
    assert len(report.claims) == 40
    assert not report.run.failures
    # Two facts in five are told by four neighbours; of every third the last has another number.
    found = [(len(group.claims), group.relation) for group in report.groups if len(group.claims) > 1]
    assert sorted(found) == [(4, Relation.AGREEMENT)] * 2 + [(4, Relation.CONTRADICTION)] * 2
    assert stats["asked"]["ClaimsWire"] == 8
    assert stats["most_at_once"] <= 8
    assert stats["input_bytes"]["ClaimsWire"] > 8 * 1000


@pytest.mark.usefixtures("socket_enabled")
def test_what_comes_too_fast_is_refused() -> None:
    pytest_socket.socket_allow_hosts(["127.0.0.1"])
    limited = endpoint.Simulated(latency_s=0, tokens_per_s=0, requests_per_minute=1)
    body = b'{"messages": [{"role": "user", "content": "Q: x\\nA:"}]}'
    statuses = [asyncio.run(limited.respond("/v1/chat/completions", body))[0] for _ in range(2)]
    assert statuses == [200, 429]
    assert limited.refused == 1


def test_an_article_is_the_same_however_many_there_are_and_no_place_has_two_names() -> None:
    assert list(corpus.articles(3, 5)) == list(corpus.articles(9, 5))[:3]
    names = {corpus.place_name(number) for number in range(50_000)}
    assert len(names) == 50_000
