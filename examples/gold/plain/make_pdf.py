#!/usr/bin/env python3
"""Sets the plain sources in this folder as the PDFs of ../../case. Needs reportlab; the PDFs are committed, so nobody has to run it.

    python3 make_pdf.py
"""
import calendar, datetime, os, pathlib
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent
CASE = HERE.parent.parent / "case"
HEADINGS = 2  # the first block is the letterhead, the second the title


def set_pdf(source):
    date = datetime.date.fromisoformat(source.stem[:10])
    os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(date.timetuple()) + 12 * 3600)
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
    blocks = source.read_text(encoding="utf-8").strip().split("\n\n")
    style = getSampleStyleSheet()
    flow = []
    for number, block in enumerate(blocks):
        kind = style["Normal"] if number == 0 else style["Heading1"] if number < HEADINGS else style["BodyText"]
        flow += [Paragraph(escape(block), kind), Spacer(1, 6)]
    page = SimpleDocTemplate(str(CASE / (source.stem + ".pdf")), pagesize=A4, title=blocks[1], author=blocks[0].split(" · ")[0].title())
    page.build(flow)


for source in sorted(HERE.glob("*.txt")):
    set_pdf(source)
