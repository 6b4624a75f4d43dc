"""A provider with the batch interface, for a scripted server."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from servers import CREATED, Asked, Reply, fault


@dataclass
class Provider:
    """Files and batches as OpenAI's interface has them; a batch ends when `ends` says so, with what `answer` gives."""

    answer: Callable[[dict[str, Any]], Reply | None]
    """By the body of a request; None leaves it out of both files, a fault goes into the file of errors."""
    status: Literal["completed", "expired", "failed", "in_progress"] = "completed"
    looks_before_end: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    batches: dict[str, dict[str, Any]] = field(default_factory=dict)
    looks: dict[str, int] = field(default_factory=dict)

    def __call__(self, asked: Asked) -> Reply:
        path = asked.path.removeprefix("/v1")
        if path == "/files":
            return self._upload(asked)
        if path == "/batches":
            return self._start(asked.json)
        if found := re.fullmatch(r"/batches/(\w+)", path):
            return self._look(found[1])
        if found := re.fullmatch(r"/files/(\w+)/content", path):
            return Reply(self.files[found[1]], headers={"content-type": "application/octet-stream"})
        return fault(404, f"no {path}")

    def requests(self, batch: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.files[self.batches[batch]["input_file_id"]].splitlines()]

    def _upload(self, asked: Asked) -> Reply:
        name = f"file_{len(self.files)}"
        assert b'name="purpose"\r\n\r\nbatch' in asked.body
        found = re.search(rb'filename="[^"]+\.jsonl".*?\r\n\r\n(.*?)\r\n--', asked.body, re.DOTALL)
        assert found
        self.files[name] = found[1]
        return Reply({"id": name, "object": "file", "bytes": len(found[1]), "created_at": CREATED,
                      "filename": "requests.jsonl", "purpose": "batch", "status": "processed"})  # fmt: skip

    def _start(self, body: dict[str, Any]) -> Reply:
        assert body["endpoint"] == "/v1/chat/completions"
        name = f"batch_{len(self.batches)}"
        self.batches[name] = {**body, "id": name, "object": "batch", "created_at": CREATED, "status": "in_progress"}
        return Reply(self.batches[name])

    def _look(self, name: str) -> Reply:
        if name not in self.batches:
            return fault(404, "no such batch")
        self.looks[name] = self.looks.get(name, 0) + 1
        batch = self.batches[name]
        if self.looks[name] > self.looks_before_end and batch["status"] == "in_progress":
            batch["status"] = self.status
            if self.status == "failed":
                batch["errors"] = {
                    "object": "list",
                    "data": [{"code": "x", "message": "the file is not to our liking"}],
                }
            elif self.status != "in_progress":
                self._finish(batch)
        return Reply(batch)

    def _finish(self, batch: dict[str, Any]) -> None:
        good: list[dict[str, Any]] = []
        bad: list[dict[str, Any]] = []
        for request in self.requests(batch["id"]):
            assert request["url"] == "/v1/chat/completions"
            if (reply := self.answer(request["body"])) is not None:
                response = {"status_code": reply.status, "request_id": "q", "body": reply.content}
                line = {"id": "r", "custom_id": request["custom_id"], "error": None, "response": response}
                (good if reply.status == 200 else bad).append(line)
        for kind, lines in (("output_file_id", good), ("error_file_id", bad)):
            if lines:
                batch[kind] = f"file_{len(self.files)}"
                # Answers come in an order of the provider's own.
                self.files[batch[kind]] = "".join(json.dumps(line) + "\n" for line in lines[::-1]).encode()
