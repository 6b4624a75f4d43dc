"""From bytes to text."""

import codecs
import re

from factcmp.articles.extras import need
from factcmp.errors import InputError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(
    rb"""<(?:meta[^>]*?charset|\?xml[^>]*?encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE
)
_RIGHT_TO_LEFT = re.compile(rb"""<[^>]*\b(?:dir\s*=\s*["']?rtl|lang\s*=\s*["']?(?:ar|fa|ur)\b)""", re.IGNORECASE)
# Servers and templates say these of pages in any script; the HTML standard reads the first three as windows-1252.
_WESTERN = ("ascii", "iso8859-1", "cp1252", "iso8859-15")
_HEAD_BYTES = 8192


def decode_plain(raw: bytes, name: str) -> str:
    """A text in UTF-8, or in UTF-16 with its mark; a byte-order mark is left out.

    Raises:
        InputError: in another encoding.
    """
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_utf8(name, error) from error


def decode_text_file(raw: bytes, name: str) -> str:
    """The text of a plain text file, to the character, its byte-order mark included.

    Raises:
        InputError: it is not UTF-8.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(name, error) from error


def decode_page(raw: bytes, *, name: str, header: str | None = None) -> tuple[str, bool]:
    """A page's text, and whether its encoding had to be guessed.

    Bytes that are UTF-8 are read as UTF-8, whatever the page says: other encodings do not pass for it by chance. After
    that counts what the server says, then the page; a Western encoding is not believed of a page that is right to left.

    Raises:
        InputError: it cannot be told how to read the bytes.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), False
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    head = raw[:_HEAD_BYTES]
    found = _DECLARED.search(head)
    for label in (header, found.group(1).decode("ascii") if found else None):
        encoding = _codec(label) or "utf-8"
        if encoding == "utf-8" or (encoding in _WESTERN and _RIGHT_TO_LEFT.search(head)):
            continue
        return raw.decode("cp1252" if encoding in _WESTERN else encoding, "replace"), False
    if "utf-8" in (_codec(header), _codec(found.group(1).decode("ascii") if found else None)):
        # Said to be UTF-8 and broken in a few places: a cut or a stray byte, rather than another encoding.
        lenient = raw.decode("utf-8", "replace")
        if lenient.count("\ufffd") * 200 < len(lenient):
            return lenient, True
    best = (
        need("charset_normalizer", "pages", f"reading {name}, which does not say its encoding,").from_bytes(raw).best()
    )
    if best is None:
        raise InputError(f"{name}: cannot tell in which encoding it is; save it as UTF-8")
    return str(best), True


def _not_utf8(name: str, error: UnicodeDecodeError) -> InputError:
    return InputError(
        f"{name} is not UTF-8 text (byte {error.start}); convert it first, for instance: "
        f"iconv -f WINDOWS-1256 -t UTF-8 {name.rsplit('/', 1)[-1]} > utf8.txt"
    )


def _codec(label: str | None) -> str | None:
    """Python's name of an encoding of text; None where it knows none by this label."""
    try:
        info = codecs.lookup(label or "")
        "".encode(info.name)
    except (LookupError, ValueError):
        return None
    return info.name
