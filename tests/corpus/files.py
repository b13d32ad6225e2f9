"""Files in the formats that the corpus reads, made by hand or by the library that writes them."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from pypdf import PdfReader, PdfWriter


def pdf(pages, properties=None):
    """Return a PDF whose pages show these lines, one below the other, in Helvetica, or each where it is `placed`."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",  # the pages, once their numbers are known
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        if not any(isinstance(line, Placed) for line in lines):
            shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
            content = f"BT /F1 10 Tf 12 TL 50 780 Td\n{shown}ET"
        else:
            content = "\n".join(lines)
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    if properties:
        objects.append("<< " + " ".join(f"/{key} ({_escaped(value)})" for key, value in properties.items()) + " >>")
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    table = out.tell()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    info = f" /Info {len(objects)} 0 R" if properties else ""
    out.write(f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer << /Size {len(places) + 1} /Root 1 0 R{info} >>\nstartxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


class Placed(str):
    """What shows a text at a place of a page."""


def placed(x, y, text, *, size=10, bold=False):
    """Return what shows a text at a place, in points from the lower left corner."""
    return Placed(f"BT /{'F2' if bold else 'F1'} {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET")


def _escaped(text):
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def locked_pdf(password):
    """Return a PDF that opens with this password only (the empty one: with none)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([["A sentence that nobody may read."]]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*blocks, **properties):
    """Return a Word document of blocks: a text, (style, text), or a list of rows for a table."""
    document = Document()
    for block in blocks:
        if isinstance(block, list):
            table = document.add_table(0, len(block[0]))
            for row in block:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif isinstance(block, tuple):
            document.add_paragraph(block[1], style=block[0])
        else:
            document.add_paragraph(block)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def swollen_docx(megabytes):
    """Return a Word document whose main part unfolds to so many megabytes of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("Texte."))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = b" " * (megabytes * 1_000_000) if part.filename == "word/document.xml" else old.read(part)
            new.writestr(part.filename, body)
    return out.getvalue()


def zipped(*members, how=zipfile.ZIP_DEFLATED):
    """Return an archive of these names, or `ZipInfo`, with their bytes; of a name alone with a text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for member in members:
            name, data = (member, b"Un texte lisible de six mots.") if isinstance(member, str) else member
            archive.writestr(name, data, compress_type=how)
    return out.getvalue()
