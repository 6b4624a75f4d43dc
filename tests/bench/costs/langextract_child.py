"""The articles through langextract, by the Python of an environment of its own; texts come on standard input."""

import json
import sys
import time

import langextract as lx  # type: ignore[import-not-found]
from langextract import factory

SENTENCE = "The port said that 3 ships left."


def claims_of(texts: list[str], url: str) -> int:
    """How many extractions have a place in their text."""
    found = lx.data.Extraction(extraction_class="claim", extraction_text=SENTENCE)
    documents = lx.extract(
        [lx.data.Document(text=text, document_id=str(number)) for number, text in enumerate(texts)],
        prompt_description="Extract each claim.",
        examples=[lx.data.ExampleData(text=SENTENCE, extractions=[found])],
        config=factory.ModelConfig(
            model_id="simulated",
            provider="OpenAILanguageModel",
            provider_kwargs={"api_key": "none", "base_url": url},
        ),
        max_char_buffer=12_000,
        max_workers=16,
        batch_length=64,
        show_progress=False,
        fence_output=False,
        use_schema_constraints=False,
    )
    return sum(one.char_interval is not None for document in documents for one in document.extractions or ())


if __name__ == "__main__":
    given = json.load(sys.stdin)
    claims_of(given[:2], sys.argv[1])
    began = time.process_time()
    made = claims_of(given, sys.argv[1])
    print(json.dumps({"cpu_s": time.process_time() - began, "claims": made}))
