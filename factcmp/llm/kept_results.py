"""What is worked out of a model's answers: beside the event loop, and kept with the answers that it rests on."""

import asyncio
import hashlib
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import to_json

from factcmp.llm.protocol import Answers, LanguageModel, answers_of

_P = ParamSpec("_P")
_T = TypeVar("_T")


async def work_out(model: LanguageModel, stage: Callable[_P, _T], *given: _P.args, **named: _P.kwargs) -> _T:
    """What a pure stage makes of these values, in a thread: requests and Ctrl-C are served meanwhile.

    Where the model's answers are kept it is kept too, as JSON, and read where the stage was given the same and no rule
    has changed since. So what it is given and what it makes have to be values that JSON holds.
    """
    if (answers := answers_of(model)) is None:
        return await asyncio.to_thread(stage, *given, **named)
    return await asyncio.to_thread(_kept, answers, stage, given, named)


def _kept(answers: Answers, stage: Callable[..., _T], given: tuple[object, ...], named: dict[str, Any]) -> _T:
    made: TypeAdapter[_T] = _shape(stage)
    name = f"{stage.__module__}.{stage.__qualname__}"
    key = hashlib.sha256(to_json([name, given, named])).hexdigest()
    entry = answers.get(key)
    if entry is not None and entry.get("rules") == rules_version():
        try:
            return made.validate_json(entry["made"])
        except (KeyError, ValueError):
            pass  # damaged: it is worked out anew
    found = stage(*given, **named)
    answers.put(key, {"rules": rules_version(), "made": made.dump_json(found).decode()})
    return found


@cache
def _shape(stage: Callable[..., object]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(stage)["return"])


@cache
def rules_version() -> str:
    """Digest of this package's own sources, and of the versions of what they read numbers, days and letters by."""
    known = [unicodedata.unidata_version, version("babel"), version("hijridate")]
    sources = sorted(file for file in Path(__file__).parents[1].rglob("*") if file.suffix in (".py", ".toml"))
    return hashlib.sha256(b"\0".join((*map(str.encode, known), *map(Path.read_bytes, sources)))).hexdigest()
