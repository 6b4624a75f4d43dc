"""A simulated endpoint in a process of its own: it waits as long as a model would, and refuses what comes too fast."""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from costs.corpus import answer, langextract_answer, tokens


@dataclass
class Simulated:
    """What it does, and what it has been asked since it was last asked about that."""

    latency_s: float
    tokens_per_s: float
    """How fast an answer is written; 0: at once."""
    requests_per_minute: int
    """More are refused with 429; 0: any number is taken."""
    asked: Counter[str] = field(default_factory=Counter)
    input_bytes: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    most_at_once: int = 0
    _at_once: int = 0
    _recent: list[float] = field(default_factory=list)

    async def respond(self, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        if path.endswith("/stats"):
            told = {"asked": dict(self.asked), "input_bytes": dict(self.input_bytes), "refused": self.refused,
                    "most_at_once": self.most_at_once}  # fmt: skip
            self.asked, self.input_bytes, self.refused, self.most_at_once = Counter(), Counter(), 0, 0
            return 200, told
        now = time.monotonic()
        self._recent = [then for then in self._recent if then > now - 60]
        if self.requests_per_minute and len(self._recent) >= self.requests_per_minute:
            self.refused += 1
            return 429, {"error": {"message": "too many requests", "type": "rate_limit", "code": "rate_limit_exceeded"}}
        self._recent.append(now)
        asked = json.loads(body)
        shape = (asked.get("response_format") or {}).get("json_schema") or {}
        schema, prompt = shape.get("name", "langextract"), asked["messages"][-1]["content"]
        self.asked[schema] += 1
        told_in = json.dumps([asked["messages"], shape], ensure_ascii=False)
        self.input_bytes[schema] += len(told_in.encode())
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            said = langextract_answer(prompt) if schema == "langextract" else answer(schema, prompt)
            out = tokens(said)
            await asyncio.sleep(self.latency_s + (out / self.tokens_per_s if self.tokens_per_s else 0))
        finally:
            self._at_once -= 1
        message = {"role": "assistant", "content": json.dumps(said, ensure_ascii=False)}
        usage = {"prompt_tokens": len(told_in) // 4, "completion_tokens": out, "total_tokens": len(told_in) // 4 + out}
        return 200, {
            "id": "c", "object": "chat.completion", "created": 1_764_000_000, "model": "simulated", "usage": usage,
            "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        }  # fmt: skip

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, which stays open for further requests."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode("latin-1").split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                status, told = await self.respond(first.split(" ")[1], body)
                payload = json.dumps(told, ensure_ascii=False).encode()
                retry = "retry-after: 1\r\n" if status == 429 else ""
                frame = f"content-type: application/json\r\n{retry}content-length: {len(payload)}\r\n\r\n"
                writer.write(f"HTTP/1.1 {status} .\r\n{frame}".encode() + payload)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()


@dataclass(frozen=True)
class Running:
    """An endpoint that runs elsewhere."""

    url: str

    def stats(self) -> dict[str, Any]:
        """What it was asked since this was last called."""
        with urlopen(f"{self.url}/stats") as told:  # noqa: S310
            stats: dict[str, Any] = json.load(told)
        return stats


@contextmanager
def running(*, latency_s: float = 0, tokens_per_s: float = 0, requests_per_minute: int = 0) -> Iterator[Running]:
    """The endpoint, in another process for as long as it is needed."""
    command = [sys.executable, "-m", "costs.endpoint", str(latency_s), str(tokens_per_s), str(requests_per_minute)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as process:  # noqa: S603
        assert process.stdout
        try:
            yield Running(f"http://127.0.0.1:{int(process.stdout.readline())}/v1")
        finally:
            process.kill()


async def _main(latency_s: str, tokens_per_s: str, requests_per_minute: str) -> None:
    simulated = Simulated(float(latency_s), float(tokens_per_s), int(requests_per_minute))
    server = await asyncio.start_server(simulated.serve, "127.0.0.1", 0, limit=1 << 26, backlog=512)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
