"""Where servers differ: how structured output is asked for, what comes with it, and how each says no."""

import asyncio
import json
from enum import StrEnum
from typing import Annotated, Any

import jsonschema
import pytest
from pydantic import Field
from servers import LANDMARK, Asked, Reply, ScriptedServer, fault, message, tool_call

from factcmp.claims.answers import ClaimsWire
from factcmp.errors import InvalidAnswerError, ModelUnavailableError
from factcmp.groups.answers import GroupsWire, JudgementsWire, SameNamesWire
from factcmp.llm.cache import ResponseCache
from factcmp.llm.client import OpenAIModel
from factcmp.llm.completions import find_json
from factcmp.llm.endpoint import Endpoint
from factcmp.llm.examining import examine
from factcmp.llm.protocol import Answer, Message, Request, Wire
from factcmp.llm.schemas import TEXT_CHARS, sent_schema

NO_SCHEMA = fault(500, "[{'loc': ('body', 'response_format', 'type'), 'msg': \"Input should be 'json_object'\"}]")
NO_TOOLS = fault(400, "m-1 does not support tools")


class Toll(Wire):
    place: str = Field(description="Which place in all.")
    injured: int


VALID = '{"place": "مرسى الورد", "injured": 4}'
VALUE = Toll(place="مرسى الورد", injured=4)


def make_model(server: ScriptedServer, cache: ResponseCache | None = None, **settings: Any) -> OpenAIModel:
    async def sleep(_: float) -> None:
        raise AssertionError("nothing to wait for")

    return OpenAIModel(
        Endpoint(**{"model": "m-1", "api_key": "k", "base_url": server.url, **settings}), cache=cache, sleep=sleep
    )


def ask(model: OpenAIModel, *texts: str) -> list[Answer[Toll]]:
    async def ask_all() -> list[Answer[Toll]]:
        questions = [Request("extract", "A7", (Message("user", text),), Toll) for text in texts or ("How many?",)]
        return await asyncio.gather(*(model.ask(question) for question in questions))

    return asyncio.run(ask_all())


def way(asked: Asked) -> str:
    """How a request asks for structured output."""
    body = asked.json
    if "tools" in body:
        return "tools"
    kind = body["response_format"]["type"]
    return kind if kind == "json_schema" else ("json-object-schema" if "schema" in body["response_format"] else "json")


def schema_of(asked: Asked) -> dict[str, Any]:
    body = asked.json
    if "tools" in body:
        return dict(body["tools"][0]["function"]["parameters"])
    sent = body["response_format"]
    return dict(sent["json_schema"]["schema"] if "json_schema" in sent else sent["schema"])


# Modes


def test_json_object_schema_mode_sends_the_schema_beside_json_object(server: ScriptedServer) -> None:
    server.script(message(VALID))
    assert ask(make_model(server, mode="json-object-schema"))[0].value == VALUE
    assert server.asked[0].json["response_format"] == {"type": "json_object", "schema": sent_schema(Toll)}


def test_auto_finds_the_first_way_that_the_server_keeps_to_and_remembers_it(server: ScriptedServer) -> None:
    def answer(asked: Asked) -> Reply:
        ways = {"json_schema": NO_SCHEMA, "json-object-schema": message("Paris."), "json": message("?")}
        probe = "Paris" in asked.prompt
        return tool_call(LANDMARK if probe else VALID) if way(asked) == "tools" else ways[way(asked)]

    server.answer = answer
    model = make_model(server, mode="auto")
    assert [answer.value for answer in ask(model, "one", "two")] == [VALUE, VALUE]
    assert ask(model, "three")[0].usage.requests == 1
    assert [way(asked) for asked in server.asked] == [
        "json_schema", "json_schema", "json-object-schema", "tools", "tools", "tools", "tools"
    ]  # fmt: skip


def test_auto_takes_a_schema_that_is_not_strict_before_any_other_way(server: ScriptedServer) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.json["response_format"]["json_schema"].get("strict"):
            return fault(400, "strict is not supported")
        return message(LANDMARK if "Paris" in asked.prompt else VALID)

    server.answer = answer
    assert ask(make_model(server, mode="auto"))[0].value == VALUE
    assert [asked.json["response_format"]["json_schema"].get("strict") for asked in server.asked] == [True, None, None]


def test_auto_asks_again_where_the_model_is_only_asked_for_json(server: ScriptedServer) -> None:
    left = [message("{}"), message(LANDMARK), message(VALID)]
    server.answer = lambda asked: (
        left.pop(0) if way(asked) == "json" else fault(400, "unknown response_format or tools")
    )
    assert ask(make_model(server, mode="auto"))[0].value == VALUE


def test_auto_says_what_each_way_came_to_where_none_works_and_does_not_try_again(server: ScriptedServer) -> None:
    server.answer = lambda asked: NO_TOOLS if way(asked) == "tools" else message("It is Paris.")
    model = make_model(server, mode="auto", reasks=1)
    with pytest.raises(
        ModelUnavailableError, match=r"in no mode.*json-schema: .*tools: .*support tools.*json: .*tries: 2"
    ):
        ask(model)
    tried = len(server.asked)
    with pytest.raises(ModelUnavailableError, match="in no mode"):
        ask(model)
    assert len(server.asked) == tried


@pytest.mark.parametrize("status", [401, 404, 403])
def test_auto_stops_at_once_where_the_mode_is_not_at_fault(server: ScriptedServer, status: int) -> None:
    server.answer = lambda _: fault(status, "no")
    with pytest.raises(ModelUnavailableError):
        ask(make_model(server, mode="auto"))
    assert len(server.asked) == 1


def test_a_server_error_about_the_form_is_not_waited_for(server: ScriptedServer) -> None:
    server.answer = lambda _: NO_SCHEMA
    with pytest.raises(ModelUnavailableError, match="--mode"):
        ask(make_model(server))
    assert [asked.json["response_format"]["json_schema"].get("strict") for asked in server.asked] == [True, None]


def examine_with(model: OpenAIModel) -> str:
    return "\n".join(asyncio.run(examine(model)))


def test_doctor_names_the_mode_that_works_where_the_one_that_is_set_does_not(server: ScriptedServer) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path.endswith("/models"):
            return Reply({"data": [{"id": "m-1"}]})
        return NO_SCHEMA if way(asked) == "json_schema" else message(LANDMARK)

    server.answer = answer
    told = examine_with(make_model(server))
    assert "does not work with --mode json-schema" in told
    assert "works with --mode json-object-schema: the server keeps to the schema that is sent\n" in told
    assert told.endswith('set --mode json-object-schema, or mode = "json-object-schema" in factcmp.toml')
    assert examine_with(make_model(server, mode="auto")).endswith(told.splitlines()[-1])


def lists_m1(asked: Asked) -> Reply | None:
    return Reply({"data": [{"id": "m-1"}]}) if asked.path.endswith("/models") else None


def keeps_to_it(asked: Asked) -> Reply:
    """A server that builds an answer out of whatever schema it is sent, as one with a grammar does."""

    def fill(part: dict[str, Any]) -> Any:
        if part.get("type") == "object":
            return {name: fill(field) for name, field in part["properties"].items()}
        return part["enum"][0] if "enum" in part else "Paris"

    return lists_m1(asked) or message(json.dumps(fill(schema_of(asked))))


@pytest.mark.parametrize("mode", ["json-schema", "json-object-schema"])
def test_doctor_says_that_a_server_keeps_to_the_schema_that_it_is_sent(server: ScriptedServer, mode: str) -> None:
    server.answer = keeps_to_it
    told = examine_with(make_model(server, mode=mode))
    assert told.endswith(f"works with --mode {mode}: the server keeps to the schema that is sent")


@pytest.mark.parametrize(
    "said",
    ["It is Paris, in France.", '{"place": "Paris"}', '{"answer": {"name": "Paris", "type": "city"}}', "[]", "null"],
    ids=["prose", "json-of-its-own", "nested-json", "a-list", "null"],
)
@pytest.mark.parametrize("mode", ["json-schema", "json-object-schema"])
def test_doctor_tells_a_server_that_takes_the_schema_and_ignores_it(
    server: ScriptedServer, said: str, mode: str
) -> None:
    server.answer = lambda asked: lists_m1(asked) or message(LANDMARK if way(asked) == "json" else said)
    told = examine_with(make_model(server, mode=mode))
    assert f"does not work with --mode {mode}: the server took the schema and the answer ignores it" in told
    assert "keeps to the schema" not in told
    assert told.endswith('set --mode json, or mode = "json" in factcmp.toml')


def test_doctor_takes_an_answer_that_is_cut_off_for_no_sign_that_the_schema_is_ignored(server: ScriptedServer) -> None:
    server.answer = lambda asked: (
        lists_m1(asked) or message(LANDMARK if way(asked) == "json" else LANDMARK[:9], finish_reason="length")
    )
    with pytest.raises(ModelUnavailableError, match="cut off"):
        examine_with(make_model(server))


def test_doctor_says_that_the_mode_that_is_set_works_but_not_each_time(server: ScriptedServer) -> None:
    left = ['{"town": "Paris"}', LANDMARK]
    server.answer = lambda asked: lists_m1(asked) or message(left.pop(0))
    told = examine_with(make_model(server, reasks=0))
    assert "works with --mode json-schema, but not with each request: one failed: " in told
    assert "no answer fitted the schema" in told
    assert "set --mode" not in told


def test_doctor_fails_where_no_mode_works(server: ScriptedServer) -> None:
    server.answer = lambda asked: fault(404, "?") if asked.path.endswith("/models") else message("Paris")
    with pytest.raises(ModelUnavailableError, match="in no mode"):
        examine_with(make_model(server, mode="auto"))
    with pytest.raises(ModelUnavailableError, match="try another --mode"):
        examine_with(make_model(server))


# Talk around the JSON


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(f"<think>Is it {{4}}?</think>\n{VALID}", id="think"),
        pytest.param(f'<think>{{"place": "x", "injured": 5}}</think>{VALID}', id="draft-in-the-thought"),
        pytest.param(
            f'Okay.\n{{"place": "x", "injured": 5}}\nNo: it was four.</think>\n\n{VALID}', id="think-not-opened"
        ),
        pytest.param(f"<think>a</think> <think>b {{}}</think> {VALID}", id="two-thoughts"),
        pytest.param(f"Let me see. {{place}} is a name.\n\n{VALID}", id="preamble-with-braces"),
        pytest.param(f"```json\n{VALID}\n```", id="fenced"),
        pytest.param(f"Here you are:\n```\n{VALID}\n```\nAnything else? {{}}", id="fenced-with-more"),
        pytest.param(f'First {{"place": "x", "injured": 5}}, better:\n{VALID}', id="corrects-itself"),
        pytest.param(f"\ufeff  {VALID}  ", id="byte-order-mark"),
    ],
)
@pytest.mark.parametrize("mode", ["json", "json-object-schema"])
def test_what_a_model_says_around_the_json_is_passed_over_where_it_is_only_asked(
    server: ScriptedServer, said: str, mode: str
) -> None:
    server.script(message(said))
    [answer] = ask(make_model(server, mode=mode, reasks=0))
    assert answer.value == VALUE


def test_a_brace_in_a_string_ends_no_json() -> None:
    text = '{"place": "a } b { \\" c </p>", "injured": 1}'
    assert find_json(f"So: {text} Done.", ["place", "injured"]) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"place": "x", "more": [{"a": 1}, {"b": 2}', id="cut-off"),
        pytest.param("no json", id="prose"),
        pytest.param("", id="empty"),
        pytest.param('{"a": 1}', id="other-fields"),
        pytest.param("[" * 5000 + "{" * 5000, id="deep"),
        pytest.param('{"a":' * 5000, id="deep-objects"),
    ],
)
def test_where_there_is_no_such_object_the_text_stays(text: str) -> None:
    assert find_json(text, ["place", "injured"]) == text


def test_an_object_that_lacks_a_field_is_told_as_that(server: ScriptedServer) -> None:
    server.script(message('<think>hm</think> {"place": "x"}'))
    with pytest.raises(InvalidAnswerError, match="injured: Field required"):
        ask(make_model(server, mode="json", reasks=0))


# Limits


@pytest.mark.parametrize(
    ("limit", "sent"),
    [pytest.param(None, {}, id="not-set"), pytest.param(900, {"max_tokens": 900}, id="set")],
)
def test_a_limit_of_the_output_is_sent_only_if_set(
    server: ScriptedServer, limit: int | None, sent: dict[str, int]
) -> None:
    server.script(message(VALID))
    ask(make_model(server, max_output_tokens=limit))
    assert {name: value for name, value in server.asked[0].json.items() if name.startswith("max_")} == sent


def test_a_model_that_wants_the_limit_under_its_other_name_is_told_so_from_then_on(server: ScriptedServer) -> None:
    said = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    server.answer = lambda asked: fault(400, said) if "max_tokens" in asked.json else message(VALID)
    model = make_model(server, max_output_tokens=900)
    ask(model)
    ask(model)
    limits = [[name for name in asked.json if name.startswith("max_")] for asked in server.asked]
    assert limits == [["max_tokens"], ["max_completion_tokens"], ["max_completion_tokens"]]
    assert [asked.json["response_format"]["json_schema"].get("strict") for asked in server.asked] == [True] * 3


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        pytest.param({}, "output limit.*--max-article-chars.*set bounded", id="no-limit-set"),
        pytest.param({"max_output_tokens": 9, "bounded": 2}, r"max_output_tokens \(9\).*larger one", id="limit-set"),
    ],
)
def test_a_cut_off_answer_names_what_to_set(server: ScriptedServer, settings: dict[str, Any], said: str) -> None:
    server.script(message(VALID[:9], finish_reason="length"))
    with pytest.raises(InvalidAnswerError, match=said):
        ask(make_model(server, **settings))


OVERFLOWS = {
    "llama.cpp": Reply(
        {
            "error": {
                "code": 400,
                "message": "request (12031 tokens) exceeds the available context size (8192 tokens), try increasing it",
                "type": "exceed_context_size_error",
                "n_prompt_tokens": 12031,
                "n_ctx": 8192,
            }
        },
        400,
    ),
    "openai": fault(400, "Your input is too large.", code="context_length_exceeded"),
    "vllm": fault(400, "This model's maximum context length is 4096 tokens. However, you requested 9000 tokens."),
    "llama-cpp-python": fault(500, "Requested tokens (9000) exceed context window of 2048"),
    "lm-studio": fault(400, "The model is loaded with context length of only 4096 tokens, which is not enough"),
}


@pytest.mark.parametrize("reply", OVERFLOWS.values(), ids=OVERFLOWS)
def test_a_context_too_small_is_told_at_once_with_what_to_set(server: ScriptedServer, reply: Reply) -> None:
    server.answer = lambda _: reply
    with pytest.raises(ModelUnavailableError, match=r"context.*larger one.*--max-article-chars.*max_claims"):
        ask(make_model(server))
    assert len(server.asked) == 1


def test_a_server_that_is_loading_is_waited_for_and_named_in_the_end(server: ScriptedServer) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    loading = fault(503, "Loading model")
    server.script(loading, loading, message(VALID))
    endpoint = Endpoint(model="m", api_key="k", base_url=server.url, retries=2)
    assert ask(OpenAIModel(endpoint, sleep=sleep))[0].value == VALUE
    assert len(slept) == 2
    server.answer = lambda _: loading
    with pytest.raises(ModelUnavailableError, match=r"not ready yet.*retries"):
        ask(OpenAIModel(endpoint, sleep=sleep))


def test_further_fields_go_with_every_request_as_they_are(server: ScriptedServer) -> None:
    server.script(message("?"), message(VALID))
    ask(make_model(server, extra_body={"cache_prompt": False, "options": {"num_ctx": 8}}))
    for asked in server.asked:
        assert (asked.json["cache_prompt"], asked.json["options"]) == (False, {"num_ctx": 8})


# Bounds


@pytest.mark.parametrize(
    ("mode", "reply"), [("json-schema", message), ("json-object-schema", message), ("tools", tool_call)]
)
def test_bounds_are_in_the_schema_that_is_sent_and_bind_no_answer(
    server: ScriptedServer, mode: str, reply: Any
) -> None:
    long = '{"place": "' + "x" * 500 + '", "injured": 4}'
    server.script(reply(long), reply(VALID))
    [answer] = ask(make_model(server, mode=mode, bounded=3))
    assert (len(answer.value.place), type(answer.value)) == (500, Toll)
    assert schema_of(server.asked[0])["properties"]["place"]["maxLength"] == TEXT_CHARS
    ask(make_model(server, mode=mode))
    assert "maxLength" not in schema_of(server.asked[1])["properties"]["place"]


def test_every_list_and_string_of_what_is_asked_for_has_a_bound() -> None:
    def unbounded(part: Any) -> list[Any]:
        if isinstance(part, list):
            return [found for entry in part for found in unbounded(entry)]
        if not isinstance(part, dict):
            return []
        kind = part.get("type")
        bad = (kind == "array" and "maxItems" not in part) or (
            kind == "string" and not {"maxLength", "enum", "const"} & set(part)
        )
        return [part] * bad + unbounded(list(part.values()))

    for shape in (ClaimsWire, JudgementsWire):
        assert unbounded(sent_schema(shape))
        assert not unbounded(sent_schema(shape, 5))
        assert list(sent_schema(shape, 5)["properties"]) == list(shape.model_json_schema()["properties"])
    claims = sent_schema(ClaimsWire, 5)["properties"]["claims"]
    assert claims["maxItems"] == 5
    assert claims["items"]["properties"]["attribution"]["maxItems"] == 2
    position = sent_schema(JudgementsWire, 5)["properties"]["judgements"]["items"]["properties"]["positions"]["items"]
    assert position["properties"]["claims"]["maxItems"] == 10


# What the schema is


class Place(Wire):
    """Where it was."""

    title: str = Field(description="SENTINEL in Arabic: أين؟")
    near: "list[Sort]"


class Sort(StrEnum):
    """What sort of place."""

    TOWN = "town"
    RIVER = "river"


class Places(Wire):
    """Where it all was."""

    first: Place
    others: list[Place]
    sort: Annotated[Sort, Field(description="Of the first.")]


WHERE = {
    "additionalProperties": False,
    "properties": {
        "title": {"description": "SENTINEL in Arabic: أين؟", "type": "string"},
        "near": {
            "items": {"enum": ["town", "river"], "type": "string"},
            "type": "array",
        },
    },
    "required": ["title", "near"],
    "type": "object",
}


def test_a_schema_is_sent_in_one_piece_with_what_its_fields_say_and_not_its_classes() -> None:
    assert sent_schema(Places) == {
        "additionalProperties": False,
        "description": "Where it all was.",
        "properties": {
            "first": WHERE,
            "others": {"items": WHERE, "type": "array"},
            "sort": {"description": "Of the first.", "enum": ["town", "river"], "type": "string"},
        },
        "required": ["first", "others", "sort"],
        "type": "object",
        "title": "Places",
    }


@pytest.mark.parametrize("shape", [ClaimsWire, SameNamesWire, GroupsWire, JudgementsWire])
def test_no_schema_of_ours_is_sent_with_references(shape: type[Wire]) -> None:
    assert "$" not in json.dumps(sent_schema(shape))
    jsonschema.Draft202012Validator.check_schema(sent_schema(shape))


@pytest.mark.parametrize("mode", ["json-schema", "json-object-schema", "tools", "json"])
def test_the_schema_is_sent_once_in_each_mode_and_again_with_the_same_bytes(server: ScriptedServer, mode: str) -> None:
    server.answer = lambda _: tool_call(VALID) if mode == "tools" else message(VALID)
    model = make_model(server, mode=mode)
    ask(model)
    ask(model)
    assert server.asked[0].body == server.asked[1].body
    assert server.asked[0].body.decode().count("Which place in all.") == 1
    assert "$ref" not in server.asked[0].body.decode()


# What is kept


def test_an_answer_is_kept_under_what_was_set(server: ScriptedServer, tmp_path: Any) -> None:
    server.answer = lambda _: message(VALID)
    cache = ResponseCache(tmp_path)
    settings: list[dict[str, Any]] = [
        {},
        {"max_output_tokens": 900},
        {"bounded": 3},
        {"extra_body": {"cache_prompt": False}},
        {"extra_body": {"cache_prompt": True}},
    ]
    for _ in range(2):
        for setting in settings:
            ask(make_model(server, cache, **setting))
    cache.close()
    assert len(server.asked) == len(settings)


# Usage


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        pytest.param({"input_tokens": 7, "output_tokens": 3}, (7, 3), id="as-in-the-responses-api"),
        pytest.param({"prompt_eval_count": 7, "eval_count": 3}, (7, 3), id="as-ollamas-own"),
        pytest.param({"prompt_tokens": "7", "completion_tokens": -1}, (0, 0), id="no-counts"),
        pytest.param({"prompt_tokens": 7.0, "completion_tokens": 3}, (7, 3), id="a-fraction"),
        pytest.param({}, (0, 0), id="empty"),
    ],
)
def test_tokens_are_read_under_the_names_that_servers_give_them(
    server: ScriptedServer, usage: dict[str, Any], tokens: tuple[int, int]
) -> None:
    reply = message(VALID)
    assert isinstance(reply.content, dict)
    server.script(Reply({**reply.content, "usage": usage}))
    [answer] = ask(make_model(server))
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == tokens
