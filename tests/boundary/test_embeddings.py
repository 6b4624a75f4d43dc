"""Embeddings from an endpoint: in order, in parts, kept, and refused where they are no vectors."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import turns_of
from servers import Asked, Reply, ScriptedServer, fault

from factcmp.errors import ModelUnavailableError
from factcmp.llm.cache import ResponseCache
from factcmp.llm.embeddings import OpenAIEmbedder
from factcmp.llm.endpoint import Endpoint


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[ResponseCache]:
    kept = ResponseCache(tmp_path)
    yield kept
    kept.close()


def vectors(asked: Asked) -> Reply:
    """Each text's length as its vector, in reverse order: `index` tells."""
    texts: list[str] = asked.json["input"]
    items: list[dict[str, Any]] = [
        {"object": "embedding", "index": n, "embedding": [float(len(text)), 1.0]} for n, text in enumerate(texts)
    ]
    return Reply(
        {"object": "list", "model": "e", "data": items[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}
    )


def embedder(server: ScriptedServer, cache: ResponseCache | None = None, model: str = "e") -> OpenAIEmbedder:
    return OpenAIEmbedder(Endpoint(model=model, api_key="k", base_url=server.url), cache=cache)


def test_vectors_come_in_the_order_of_the_texts_and_equal_texts_are_sent_once(server: ScriptedServer) -> None:
    server.answer = vectors
    found = asyncio.run(embedder(server).embed(["ab", "c", "ab", "مدينة"]))
    assert found == [[2.0, 1.0], [1.0, 1.0], [2.0, 1.0], [5.0, 1.0]]
    assert [asked.json["input"] for asked in server.asked] == [["ab", "c", "مدينة"]]
    assert server.asked[0].path == "/v1/embeddings"


def test_many_texts_go_in_parts(server: ScriptedServer) -> None:
    server.answer = vectors
    found = asyncio.run(embedder(server).embed([f"text {n}" for n in range(150)]))
    assert len(found) == 150
    assert [len(asked.json["input"]) for asked in server.asked] == [64, 64, 22]


def test_second_run_asks_for_new_texts_only_and_another_model_for_all(
    server: ScriptedServer, cache: ResponseCache
) -> None:
    server.answer = vectors
    asyncio.run(embedder(server, cache).embed(["a", "bb"]))
    assert asyncio.run(embedder(server, cache).embed(["bb", "ccc"])) == [[2.0, 1.0], [3.0, 1.0]]
    asyncio.run(embedder(server, cache, model="other").embed(["a"]))
    assert [asked.json["input"] for asked in server.asked] == [["a", "bb"], ["ccc"], ["a"]]


def test_many_kept_vectors_are_looked_up_in_many_turns_of_the_event_loop(
    server: ScriptedServer, cache: ResponseCache
) -> None:
    server.answer = vectors
    texts = [f"text {n}" for n in range(50)]
    asyncio.run(embedder(server, cache).embed(texts))
    assert asyncio.run(turns_of(embedder(server, cache).embed(texts))) >= 50
    assert len(server.asked) == 1


def test_no_texts_are_no_request(server: ScriptedServer) -> None:
    assert asyncio.run(embedder(server).embed([])) == []
    assert server.asked == []


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        pytest.param(fault(404, "no such model"), "no such model", id="no such model"),
        pytest.param(
            Reply({"object": "list", "model": "e", "data": [{"object": "embedding", "index": 0, "embedding": [1.0]}]}),
            "1 vectors for 2 texts",
            id="too few",
        ),
        pytest.param(Reply({"object": "list", "model": "e", "data": []}), "0 vectors for 2 texts", id="none"),
    ],
)
def test_what_is_no_vectors_is_told(server: ScriptedServer, reply: Reply, said: str) -> None:
    server.answer = lambda _: reply
    with pytest.raises(ModelUnavailableError, match=said):
        asyncio.run(embedder(server).embed(["a", "b"]))
