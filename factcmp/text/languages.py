"""Names and directions of languages."""

# English names for the prompts; any other BCP 47 tag stands for itself.
_NAMES = {
    "ar": "Arabic", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "ku": "Kurdish",
    "ckb": "Central Kurdish", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "so": "Somali", "sv": "Swedish", "sw": "Swahili", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))


def language_name(tag: str, in_language: str | None = None) -> str:
    """The name of a BCP 47 tag's language, or the tag: in a language from CLDR, otherwise the prompts' English name."""
    english = _NAMES.get(_primary(tag), tag)
    if in_language is None:
        return english
    # Here: what only reads and asks does without.
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(_primary(in_language)).languages.get(_primary(tag), english))
    except (UnknownLocaleError, ValueError):
        return english


def is_right_to_left(tag: str | None) -> bool:
    """Whether the language is written from right to left."""
    return tag is not None and _primary(tag) in _RIGHT_TO_LEFT


def _primary(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()
