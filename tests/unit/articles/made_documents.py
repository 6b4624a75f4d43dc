"""PDF files by hand, letter by letter, and Word files with what newsrooms leave in them."""

import io
from collections.abc import Sequence

import docx
from docx.oxml import parse_xml

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(lines: Sequence[str], *, title: str = "", language: str = "", pages: int = 1) -> bytes:
    """A PDF whose lines are drawn from left to right: for a right-to-left script give them as the eye meets them."""
    letters = sorted({char for line in lines for char in line})
    codes = {char: number for number, char in enumerate(letters, 1)}
    mapping = "".join(f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>\n" for char, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(codes)} beginbfchar\n{mapping}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    drawn = "BT /F1 12 Tf 50 780 Td 20 TL\n" + "".join(
        f"<{''.join(f'{codes[char]:04X}' for char in line)}> Tj T*\n" for line in lines
    )
    kids = " ".join(f"{10 + number} 0 R" for number in range(pages))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({language})' if language else ''} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        3: _stream(drawn + "ET"),
        4: "<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H /DescendantFonts [5 0 R] "
        "/ToUnicode 6 0 R >>",
        5: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor 7 0 R >>",
        6: _stream(cmap),
        7: "<< /Type /FontDescriptor /FontName /Helvetica /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 "
        "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        8: f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> >>",
    }
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
    )
    objects |= dict.fromkeys(range(10, 10 + pages), page)
    out, places = io.BytesIO(b"%PDF-1.7\n"), {}
    out.seek(0, io.SEEK_END)
    for number, content in objects.items():
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    start, size = out.tell(), max(objects) + 1
    rows = "".join(
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n" for number in range(size)
    )
    out.write(
        f"xref\n0 {size}\n{rows}trailer << /Size {size} /Root 1 0 R /Info 8 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return out.getvalue()


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def word(*paragraphs: str, title: str = "", language: str = "", raw: Sequence[str] = ()) -> bytes:
    """A Word file; `raw` are paragraphs in its own XML, put after the others."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.language = title, language
    document.core_properties.author = "whoever typed it"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    for content in raw:
        document.element.body.insert(-1, parse_xml(f"<w:p {_W}>{content}</w:p>"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
