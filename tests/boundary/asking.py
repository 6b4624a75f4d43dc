"""Questions put through openai to a server that says what it heard."""

import asyncio
import json
from collections.abc import Awaitable
from dataclasses import replace

import openai
from servers import Asked, Reply, message

KEY = "sk-sentinel-0123456789abcdef"


def echo(asked: Asked) -> Reply:
    """An answer that repeats the question, with a header that no one else may see."""
    return say(heard(asked.prompt)[0])


def say(content: str) -> Reply:
    return replace(message(content), headers={"set-cookie": f"session={KEY}", "x-request-id": "req_1"})


def heard(*questions: str) -> list[str]:
    """The contents of `echo`'s answers to the questions."""
    return [json.dumps({"heard": question}, ensure_ascii=False) for question in questions]


def ask(
    url: str, *questions: str, system: str = "You compare.\nBe exact.", model: str = "m", retries: int = 0
) -> list[str]:
    """The contents of the answers to the questions, all asked at once."""

    async def ask_all() -> list[str]:
        async with openai.AsyncOpenAI(
            base_url=url, api_key=KEY, organization="org-sentinel", max_retries=retries
        ) as client:
            answers = await asyncio.gather(*(ask_one(client, question) for question in questions))
        return list(answers)

    async def ask_one(client: openai.AsyncOpenAI, question: str) -> str:
        answer = await client.chat.completions.create(
            model=model,
            temperature=0,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": question}],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "Heard", "strict": True, "schema": {"type": "object"}},
            },
        )
        return answer.choices[0].message.content or ""

    return asyncio.run(ask_all())


async def turns_of(awaited: Awaitable[object]) -> int:
    """How often the event loop gets round while something is awaited."""
    waiting, turns = asyncio.ensure_future(awaited), 0
    while not waiting.done():
        await asyncio.sleep(0)
        turns += 1
    return turns
