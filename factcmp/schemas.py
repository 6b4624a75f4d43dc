"""JSON Schemas of what factcmp writes."""

import json

from pydantic import BaseModel

from factcmp.models import SCHEMA_VERSION


def json_schema(kind: type[BaseModel]) -> str:
    """The JSON Schema (2020-12) of a written file, as indented text."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"factcmp, schema_version {SCHEMA_VERSION}",
        **kind.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
