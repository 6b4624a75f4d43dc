"""From bytes to text."""

import codecs
import re

from factcmp.articles.limits import need
from factcmp.errors import InputError
from factcmp.models import TextRemark

_MARKS = (
    # The longest first: one mark begins with another.
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_DECLARED = re.compile(
    rb"""<(?:meta[^<>]*?charset|\?xml[^<>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_RIGHT_TO_LEFT = re.compile(rb"""<[^<>]*\b(?:dir\s*=\s*["']?rtl|lang\s*=\s*["']?(?:ar|fa|ur)\b)""", re.IGNORECASE)
# Those of the Encoding standard, as Python calls them: its other codecs decode host names, archives and images.
_ENCODINGS = re.compile(
    r"ascii|big5|big5hkscs|cp(?:866|874|932|949|125\d)|euc_(?:jp|kr)|gb18030|gb2312|gbk|iso2022_jp|iso8859-\d+|koi8-[ru]"
    r"|mac-(?:cyrillic|roman)|shift_jis|tis-620|utf-8"
)
# Servers and templates say these of pages in any script; the HTML standard reads the first three as windows-1252.
_WESTERN = ("ascii", "iso8859-1", "cp1252", "iso8859-15")
_HEAD_BYTES = 8192
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.01
_FEWEST_ZEROS = 0.02


Decoded = tuple[str, tuple[TextRemark, ...]]
"""A text, and what is to be said of how it was decoded."""
_KNOWN: tuple[TextRemark, ...] = ()
_GUESSED = (TextRemark.ENCODING_GUESSED,)


def decode_text(raw: bytes, name: str) -> Decoded:
    """A text in UTF-8 with its byte-order mark as a character, or in UTF-16 or 32.

    Raises:
        InputError: in another encoding, or no text at all.
    """
    if found := _wide_text(raw, "strict"):
        return found
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} is not UTF-8 text (byte {error.start}); convert it first, for instance: "
            f"iconv -f WINDOWS-1256 -t UTF-8 {name.rsplit('/', 1)[-1]} > utf8.txt"
        ) from error
    if _is_garbage(text):
        raise InputError(f"{name} holds control characters as no text does: what kind of file is it?")
    return text, _KNOWN


def decode_page(raw: bytes, *, name: str, header: str | None = None) -> Decoded:
    """A page's text.

    Bytes that are UTF-8 are read as UTF-8, whatever the page says: other encodings do not pass for it by chance. After
    that counts what the server says, then the page; a Western encoding is not believed of a page that is right to left.

    Raises:
        InputError: it cannot be told how to read the bytes.
    """
    if found := _wide_text(raw, "replace"):
        return found
    try:
        return raw.decode("utf-8-sig"), _KNOWN
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(raw[:_HEAD_BYTES])
    said = [_codec(header), _codec(declared.group(1).decode("ascii") if declared else None)]
    is_rightward = _RIGHT_TO_LEFT.search(raw[:_HEAD_BYTES]) is None
    for label in said:
        if label in _WESTERN and is_rightward:
            return raw.decode("cp1252", "replace"), _KNOWN
        if label and label != "utf-8" and label not in _WESTERN:
            return raw.decode(label, "replace"), _KNOWN
    if "utf-8" in said:
        # Said to be UTF-8 and broken in a few places: a cut or a stray byte, rather than another encoding.
        lenient = raw.decode("utf-8", "replace")
        if lenient.count("\ufffd") * 200 < len(lenient):
            return lenient, _GUESSED
    guess = need("charset_normalizer", "pages", f"reading {name}, which does not say its encoding,")
    if (best := guess.from_bytes(raw).best()) is None:
        raise InputError(f"{name}: cannot tell in which encoding it is; save it as UTF-8")
    return str(best), _GUESSED


def _wide_text(raw: bytes, errors: str) -> Decoded | None:
    """The text of bytes in UTF-16 or 32, by a mark, or because each space and line end has a zero on the same side."""
    if marked := next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None):
        return raw.decode(marked, errors), _KNOWN
    before, after = raw[:_HEAD_BYTES:2].count(0), raw[1:_HEAD_BYTES:2].count(0)
    if len(raw) % 2 or min(before, after) or max(before, after) * 2 < len(raw[:_HEAD_BYTES]) * _FEWEST_ZEROS:
        return None
    try:
        text = raw.decode("utf-16-le" if after else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return None if not text or _is_garbage(text) else (text, _GUESSED)


def _is_garbage(text: str) -> bool:
    return len(_CONTROL.findall(text)) > len(text) * _MOST_CONTROL


def _codec(label: str | None) -> str | None:
    """Python's name of an encoding of pages; None for a label that is none."""
    try:
        name = codecs.lookup(label or "").name
    except (LookupError, ValueError):
        return None
    return name if _ENCODINGS.fullmatch(name) else None
