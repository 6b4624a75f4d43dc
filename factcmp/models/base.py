"""The frozen value that all others are, and a slice of a text."""

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """Immutable value; unknown fields are an error, so a misspelt field is noticed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A slice of an article: `article.text[start:end] == text`."""

    start: int = Field(ge=0)
    end: int
    text: str

    @model_validator(mode="after")
    def _lengths_agree(self) -> "Span":
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"a span of {self.end - self.start} characters cannot hold {len(self.text)}")
        return self
