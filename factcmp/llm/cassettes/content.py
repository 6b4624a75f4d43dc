"""What a cassette keeps of a request and of its answer: nothing that must not be published."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import httpx2

from factcmp.llm.cassettes.readable_yaml import parse_json

_HOST = "http://model.invalid"
_ENDPOINTS = ("/chat/completions", "/embeddings")
_REQUEST_HEADERS = ("accept", "content-type")
_RESPONSE_HEADERS = ("content-type", "retry-after", "x-request-id")


@dataclass(frozen=True)
class CassetteRequest:
    """What a request asks; not where it was sent, nor with which key."""

    method: str
    uri: str
    headers: Mapping[str, str]
    body: bytes

    @classmethod
    def from_vcr(cls, request: Any) -> "CassetteRequest":
        """The request as it is matched and stored; vcrpy may hand in one that has this form already."""
        if isinstance(request, cls):
            return request
        headers = {name: request.headers[name] for name in _REQUEST_HEADERS if name in request.headers}
        return cls(request.method, _public_uri(request.uri), headers, request.body or b"")

    @cached_property
    def stored_body(self) -> dict[str, object]:
        """The body as the file holds it."""
        return readable_body(self.body)

    @property
    def content(self) -> object:
        """The body as parsed JSON, or as text where it is not JSON."""
        return next(iter(self.stored_body.values()), "")

    @cached_property
    def key(self) -> tuple[str, str, str]:
        """What two requests must share to be the same one; the order of keys in JSON does not count."""
        return self.method, self.uri, json.dumps(self.stored_body, sort_keys=True)

    @property
    def model(self) -> str:
        """The model that is asked; empty if the body names none."""
        match self.content:
            case {"model": str(name)}:
                return name
        return ""

    @property
    def schema(self) -> str:
        """The name of the schema or tool that the answer must fit; empty if there is none."""
        match self.content:
            case {"response_format": {"json_schema": {"name": str(name)}}}:
                return name
            case {"tools": [{"function": {"name": str(name)}}, *_]}:
                return name
        return ""

    @cached_property
    def digest(self) -> str:
        """SHA-256 of what the request asks, in hexadecimal."""
        return hashlib.sha256("\n".join(self.key).encode()).hexdigest()

    @property
    def title(self) -> str:
        """A short name for messages."""
        return f"{self.schema or urlsplit(self.uri).path} {self.digest[:8]}"


def _public_uri(uri: str) -> str:
    """The endpoint at a placeholder host: the host, and a prefix of the path, may tell whose server it is."""
    path = urlsplit(uri).path
    return _HOST + next((endpoint for endpoint in _ENDPOINTS if path.endswith(endpoint)), path)


def recordable_response(response: dict[str, Any]) -> dict[str, Any] | None:
    """The response decoded and with the headers we keep; None if it is an error, which is never recorded."""
    status = response["status"]["code"]
    if not 200 <= status < 300:
        return None
    headers = [(name, value) for name, values in response["headers"].items() for value in values]
    try:
        # httpx2 decodes all that it asks for; vcrpy does not know zstd, which Python 3.14 brings along.
        decoded = httpx2.Response(status, headers=headers, content=response["body"]["string"])
    except httpx2.DecodingError:
        return None
    kept = {name: [decoded.headers[name]] for name in _RESPONSE_HEADERS if name in decoded.headers}
    return vcr_response(status, kept, decoded.content)


def vcr_response(status: int, headers: dict[str, list[str]], body: bytes) -> dict[str, Any]:
    """The response as vcrpy hands it around."""
    return {"status": {"code": status, "message": None}, "headers": headers, "body": {"string": body}}


def readable_body(body: bytes) -> dict[str, object]:
    """The body under the key that says how it is stored: `json`, `text`, or no key if there is none."""
    if not body:
        return {}
    text = body.decode("utf-8", "surrogateescape")
    try:
        return {"json": parse_json(text)}
    except ValueError:
        return {"text": text}


def raw_body(message: Mapping[str, Any]) -> bytes:
    """The body of a stored request or response, as it is sent; JSON is spaced as `json.dumps` does."""
    if "json" in message:
        return json.dumps(message["json"]).encode()
    text: str = message.get("text", "")
    return text.encode("utf-8", "surrogateescape")


def how_to_record(path: object) -> str:
    """What to do where a recording is missing or of no use, as the end of a sentence."""
    return f"record it anew with `make record`, or with `factcmp report … --record {path}`"
