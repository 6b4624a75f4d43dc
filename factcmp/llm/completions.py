"""What is read of an endpoint's answer: a message, and the JSON in it."""

import json
import re
from collections.abc import Collection, Iterator

from instructor.core.exceptions import ResponseParsingError
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from factcmp.errors import ModelRefusedError, ModelUnavailableError
from factcmp.llm.endpoint import Mode
from factcmp.llm.faults import first_line, message_of
from factcmp.llm.server_text import ForeignText

_UNBOUND: tuple[Mode, ...] = ("json-object-schema", "json")
"""Where a model may say more than the JSON; a server may ignore a schema beside `json_object`."""


class BrokenAnswerError(ResponseParsingError):
    """What came has no message that could be shown to the model; instructor has the same asked again."""


class _Function(BaseModel):
    arguments: str


class _Call(BaseModel):
    function: _Function


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(BaseModel):
    finish_reason: str | None = None
    message: _Message | None = None


class _Reply(BaseModel):
    """What is read of a completion: the SDK checks neither the content type nor the shape of a 200."""

    choices: list[_Choice] | None = None


def whole_completion(answer: object, subject: str, address: str, foreign: ForeignText) -> ChatCompletion:
    """The answer of the endpoint at `address` about `subject`, if it has a message to read.

    Raises:
        BrokenAnswerError: it has none.
        ModelRefusedError: the model or a filter before it will not answer.
        ModelUnavailableError: whoever answers is no chat endpoint, or tells of a fault.
    """
    if not isinstance(answer, ChatCompletion):
        begins = foreign.message(str(answer))[:80]
        raise ModelUnavailableError(
            f"{address} answered, but not as a chat endpoint does ({begins!r}); is the address right? Most end in /v1"
        )
    fault = (answer.model_extra or {}).get("error")
    if not answer.choices and fault:
        said = foreign.message(message_of(fault) or str(fault))[:300]
        raise ModelUnavailableError(f"{address} answered with an error: {said}")
    try:
        choices = _Reply.model_validate(answer, from_attributes=True).choices
    except ValidationError as error:
        raise BrokenAnswerError(f"{address} gave an answer of another form ({first_line(error, foreign)})") from error
    if choices and choices[0].finish_reason == "content_filter":
        raise ModelRefusedError(f"{subject}: the endpoint's content filter withheld the answer")
    if not choices or choices[0].message is None:
        raise BrokenAnswerError(f"{address} gave an answer with nothing in it")
    if choices[0].message.refusal:
        said = foreign.message(choices[0].message.refusal)[:300]
        raise ModelRefusedError(f"{subject}: the model refused: {said}")
    return answer


def tidy_json(completion: ChatCompletion, mode: Mode, shape: type[BaseModel], foreign: ForeignText) -> None:
    """Makes a completion's JSON text of ours, alone where the mode lets a model say more."""
    message = completion.choices[0].message
    if message.content is not None:
        said = find_json(message.content, shape.model_fields) if mode in _UNBOUND else message.content
        message.content = foreign.json_text(said)
    for call in message.tool_calls or ():
        if call.type == "function":
            call.function.arguments = foreign.json_text(call.function.arguments)


_THOUGHT_ENDS = re.compile(r"</(?:think|thinking|thought|reasoning|reflection)>", re.IGNORECASE)
_DECODER = json.JSONDecoder(strict=False)


def find_json(text: str, fields: Collection[str]) -> str:
    """The JSON object in `text` that has most of the `fields`, the last of equals; `text` where there is none.

    What a model says while it thinks may hold drafts of the answer, so whatever ends a thought comes before the answer.
    An object is taken as it is written: whether it fits its schema is for others to say.
    """
    said = text[max((end.end() for end in _THOUGHT_ENDS.finditer(text)), default=0) :]
    best, most = None, 0
    for found, names in _objects(said):
        hits = len(names.intersection(fields))
        if hits and hits >= most:
            best, most = found, hits
    return text if best is None else best


def _objects(text: str) -> Iterator[tuple[str, set[str]]]:
    """Every whole object that stands in no other one, with its names.

    An object without an end is read to the end of the text, and so is each within it: what may be read in vain is
    bounded, or a long text of them would take its length squared.
    """
    in_vain = 16 * len(text) + _DEEP
    at = 0
    while in_vain > 0 and (begun := _BEGUN.search(text, at)):
        at = begun.start()
        if at > 1000:
            # An error counts the lines from the beginning of the text.
            text, at = text[at:], 0
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            in_vain -= error.pos - at + 1 if isinstance(error, json.JSONDecodeError) else _DEEP
            at += 1
            continue
        yield text[at:end], set(value)
        at = end


_BEGUN = re.compile(r'\{[ \t\n\r]*["}]')
_DEEP = 10_000
"""What a text nested too deeply is taken to cost, in characters."""
