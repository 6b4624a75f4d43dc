"""YAML that a reviewer can read, for JSON values only: texts as lines, and JSON within a text as structure."""

import json
import re
import sys
from typing import Any

import yaml

_LINES = "!lines"  # a text of several lines that a literal block cannot hold
_JSON_FORMS: dict[str, dict[str, Any]] = {  # a text that is itself a JSON object, by how it was written
    "!json": {"ensure_ascii": False},
    "!json-compact": {"ensure_ascii": False, "separators": (",", ":")},
}
# Characters that only a quoted line can hold, escaped: control characters and YAML's own line breaks.
_ODD = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_NEEDS_ESCAPES = re.compile(_ODD)
# Spaces at a line's end and blank lines at the last would be lost to an editor that tidies up.
_NOT_LITERAL = re.compile(_ODD + r"| \n|\n\n\Z| \Z|\A[ \n]")


def to_yaml(value: object) -> str:
    """A JSON value as YAML: one text to the byte for one value, which must have no half characters."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=sys.maxsize)
    return text


def from_yaml(text: str) -> object:
    """The JSON value that `to_yaml` wrote. ValueError for YAML that builds anything but plain data."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506, a safe one
    except (yaml.YAMLError, TypeError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True

    def represent_text(self, text: str) -> yaml.Node:
        """Structure for what is JSON, a block for several lines, else one line."""
        if (node := self._represent_json(text)) is not None:
            return node
        if "\n" in text and _NOT_LITERAL.search(text):
            return self.represent_sequence(_LINES, text.split("\n"))
        style = "|" if "\n" in text else '"' if _NEEDS_ESCAPES.search(text) else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    def _represent_json(self, text: str) -> yaml.Node | None:
        """A JSON object, if writing it again gives the very same text."""
        if not (text.startswith("{") and text.endswith("}")):
            return None
        try:
            value = json.loads(text)
            tag = next((tag for tag, form in _JSON_FORMS.items() if json.dumps(value, **form) == text), None)
        except (ValueError, RecursionError):
            return None
        return None if tag is None else self.represent_mapping(tag, value)


# libyaml reads ten times as fast as PyYAML itself. Its dumper is not used: a text with an emoji in it comes
# out as one line, and escaped.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """The node's value. A node met twice is an alias, with which a small file can stand for a huge value."""
        if node in self.constructed_objects:
            raise yaml.constructor.ConstructorError(None, None, "aliases are not allowed", node.start_mark)
        return super().construct_object(node, deep)


_Dumper.add_representer(str, _Dumper.represent_text)
_Loader.add_constructor(_LINES, lambda loader, node: "\n".join(loader.construct_sequence(node)))
for _tag, _form in _JSON_FORMS.items():
    _Loader.add_constructor(
        _tag, lambda loader, node, form=_form: json.dumps(loader.construct_mapping(node, deep=True), **form)
    )
