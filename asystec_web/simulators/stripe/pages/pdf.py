"""A page of text as the smallest PDF that readers open."""

_TOP, _LEFT, _LEADING = 780, 56, 18
# The fonts that every reader has know no colón and no minus sign.
_PLAIN = {"₡": "CRC ", "\N{MINUS SIGN}": "-", "\N{NO-BREAK SPACE}": " "}


def one_page(title: str, lines: list[str]) -> bytes:
    """Write a title and the lines below it on one sheet."""
    drawn = [f"BT /F1 18 Tf {_LEFT} {_TOP} Td ({_text(title)}) Tj ET"]
    for number, line in enumerate(lines):
        height = _TOP - (number + 2) * _LEADING
        drawn.append(f"BT /F1 11 Tf {_LEFT} {height} Td ({_text(line)}) Tj ET")
    return _file("\n".join(drawn).encode("cp1252", "replace"))


def _text(line: str) -> str:
    for sign, plain in _PLAIN.items():
        line = line.replace(sign, plain)
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(content: bytes) -> bytes:
    """Put the objects of a PDF one after the other, with the table of their places."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        (
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
            b" /Encoding /WinAnsiEncoding >>"
        ),
    ]
    written, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (size, table, size, len(written))
    )
