"""YAML that a reviewer can read, for JSON values only."""

import json
import math
import re
import sys
from collections.abc import Callable
from typing import Any

import yaml

_STR, _INT, _FLOAT, _BOOL, _NULL, _LIST, _MAP = (
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map")
)
_LINES = "!lines"  # a text of several lines that a literal block cannot hold
_ESCAPED = "!escaped"  # a text that is not valid Unicode, as a JSON string
_JSON_FORMS: dict[str, dict[str, Any]] = {  # a text that is itself a JSON object, by how it was written
    "!json": {"ensure_ascii": False},
    "!json-compact": {"ensure_ascii": False, "separators": (",", ":")},
    "!json-ascii": {},
    "!json-ascii-compact": {"separators": (",", ":")},
}
# Characters that only a quoted line can hold, escaped: control characters and YAML's own line breaks.
_ODD = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
_NEEDS_ESCAPES = re.compile(_ODD)
# Spaces at a line's end and blank lines at the last would be lost to an editor that tidies up.
_NOT_LITERAL = re.compile(_ODD + r"| \n|\n\n\Z| \Z|\A[ \n]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# libyaml reads ten times as fast as PyYAML itself. Its dumper is not used: a text with an emoji in it comes
# out as one line, and escaped.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def to_yaml(value: object) -> str:
    """A JSON value as YAML: one text to the byte for one value."""
    text: str = yaml.serialize(_node(value), Dumper=yaml.SafeDumper, allow_unicode=True, width=sys.maxsize)
    return text


def from_yaml(text: str) -> object:
    """The JSON value that `to_yaml` wrote. ValueError for other YAML, and for any tag but plain data's."""
    try:
        root = yaml.compose(text, Loader=_Loader)
        return None if root is None else _value(root, set())
    except (yaml.YAMLError, TypeError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _node(value: object) -> yaml.Node:
    match value:
        case dict():
            return yaml.MappingNode(_MAP, [(_text_node(key), _node(item)) for key, item in value.items()])
        case list():
            return yaml.SequenceNode(_LIST, [_node(item) for item in value])
        case str():
            return _json_text_node(value) or _text_node(value)
        case bool() | None:
            return yaml.ScalarNode(_NULL if value is None else _BOOL, json.dumps(value))
    return yaml.ScalarNode(_FLOAT if isinstance(value, float) else _INT, str(value))


def _json_text_node(text: str) -> yaml.Node | None:
    """A text that is a JSON object, expanded if writing it again gives the very same text."""
    if not (text.startswith("{") and text.endswith("}")):
        return None
    try:
        value = parse_json(text)
    except ValueError:
        return None
    for tag, form in _JSON_FORMS.items():
        if json.dumps(value, **form) == text:
            node = _node(value)
            node.tag = tag
            return node
    return None


def _text_node(text: str) -> yaml.Node:
    if "\n" in text and _NOT_LITERAL.search(text):
        return yaml.SequenceNode(_LINES, [_text_node(line) for line in text.split("\n")])
    if _SURROGATE.search(text):
        quoted = json.dumps(text, ensure_ascii=False)
        return yaml.ScalarNode(_ESCAPED, _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted))
    style = "|" if "\n" in text else '"' if _NEEDS_ESCAPES.search(text) else None
    return yaml.ScalarNode(_STR, text, style=style)


def _value(node: yaml.Node, seen: set[int]) -> Any:
    """The value of a node. Nodes met twice are aliases, with which a small file can stand for a huge one."""
    if id(node) in seen:
        raise ValueError(f"line {_line(node)}: aliases are not allowed")
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode) and node.tag in (_LIST, _LINES):
        items = [_value(item, seen) for item in node.value]
        return items if node.tag == _LIST else "\n".join(items)
    if isinstance(node, yaml.MappingNode) and node.tag in (_MAP, *_JSON_FORMS):
        pairs = [(_value(key, seen), _value(item, seen)) for key, item in node.value]
        return dict(pairs) if node.tag == _MAP else json.dumps(dict(pairs), **_JSON_FORMS[node.tag])
    raise ValueError(f"line {_line(node)}: the tag {node.tag} is not allowed")


def parse_json(text: str) -> object:
    """The JSON value of a text. ValueError for anything else, also for Python's NaN and Infinity."""
    try:
        return json.loads(text, parse_float=_finite, parse_constant=_finite)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is not a JSON number")
    return number


_SCALARS: dict[str, Callable[[str], object]] = {
    _STR: str,
    _INT: int,
    _FLOAT: _finite,
    _BOOL: json.loads,
    _NULL: json.loads,
    _ESCAPED: json.loads,
}


def _scalar(node: yaml.ScalarNode) -> object:
    if node.tag not in _SCALARS:
        raise ValueError(f"line {_line(node)}: the tag {node.tag} is not allowed")
    try:
        return _SCALARS[node.tag](node.value)
    except ValueError as error:
        raise ValueError(f"line {_line(node)}: {node.value[:40]!r} is not a plain value") from error


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
