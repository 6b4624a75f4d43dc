"""Embeddings from an OpenAI-compatible endpoint, for the index over claims."""

import asyncio
import json
from collections.abc import Sequence

import openai

from factcmp.errors import ModelUnavailableError
from factcmp.llm.cache import cache_key
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.faults import describe_fault
from factcmp.llm.protocol import Answers
from factcmp.llm.transport import open_client

_TEXTS_A_REQUEST = 64


class OpenAIEmbedder:
    """Asks `/embeddings`; vectors are kept in the response cache, one entry a text."""

    def __init__(self, endpoint: Endpoint, *, cache: Answers | None = None) -> None:
        self.endpoint = endpoint
        self._cache = cache

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Embedder.embed`; texts that the cache has are not sent."""
        found, missing = dict[str, list[float]](), list[str]()
        for text in dict.fromkeys(texts):
            # One look a turn: of a large set thousands are kept, and the event loop would answer nobody else meanwhile.
            await asyncio.sleep(0)
            if (vector := self._kept(text)) is None:
                missing.append(text)
            else:
                found[text] = vector
        if missing:
            async with open_client(self.endpoint) as client:
                for at in range(0, len(missing), _TEXTS_A_REQUEST):
                    part = missing[at : at + _TEXTS_A_REQUEST]
                    found.update(zip(part, await self._ask(client, part), strict=True))
        return [found[text] for text in texts]

    def _key(self, text: str) -> str:
        return cache_key({"endpoint": self.endpoint.address(), "embedding_model": self.endpoint.model, "text": text})

    def _kept(self, text: str) -> list[float] | None:
        entry = self._cache.get(self._key(text)) if self._cache is not None else None
        vector = entry.get("vector") if entry else None
        return vector if isinstance(vector, list) and all(isinstance(value, float) for value in vector) else None

    async def _ask(self, client: openai.AsyncOpenAI, texts: Sequence[str]) -> list[list[float]]:
        where, model = self.endpoint.address(), self.endpoint.model
        try:
            answer = await client.embeddings.create(model=model, input=list(texts), encoding_format="float")
        except (openai.OpenAIError, json.JSONDecodeError, ValueError) as error:
            raise ModelUnavailableError(describe_fault(error, self.endpoint)) from error
        vectors = [
            [float(value) for value in item.embedding] for item in sorted(answer.data, key=lambda item: item.index)
        ]
        if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1:
            raise ModelUnavailableError(f"{where} gave {len(vectors)} vectors for {len(texts)} texts")
        if self._cache is not None:
            for text, vector in zip(texts, vectors, strict=True):
                self._cache.put(self._key(text), {"vector": vector})
        return vectors
