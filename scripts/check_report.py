#!/usr/bin/env python3
"""Opens reports as other programs do: a .docx by python-docx, a .html by Python's parser.

    scripts/check_report.py report.docx report.html

Needs python-docx for the former. Exit status 1 where something is wrong with one.
"""

import sys
from html.parser import HTMLParser
from pathlib import Path

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = {"meta", "br", "hr", "link", "img", "input"}


def check_docx(path):
    import docx

    document = docx.Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style.name.lower().startswith("heading")]
    assert headings, "it has no heading"
    notes = next(part for part in document.part.package.iter_parts() if str(part.partname) == "/word/footnotes.xml")
    from lxml import etree

    root = etree.fromstring(notes.blob)
    there = {note.get(WORDS + "id"): "".join(note.itertext()) for note in root.iter(WORDS + "footnote")}
    references = [mark.get(WORDS + "id") for mark in document.element.iter(WORDS + "footnoteReference")]
    assert references, "nothing is cited"
    assert len(references) == len(set(references)), "a note is referred to twice"
    for reference in references:
        assert "SHA-256 " in there[reference], f"note {reference} names no hash"
    print(f"{path}: {len(headings)} headings, {len(references)} notes")


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links = [], [], []

    def handle_starttag(self, tag, attrs):
        assert tag not in {"script", "img", "iframe", "link", "object", "embed"}, f"it has a {tag}"
        named = dict(attrs)
        assert not any(name.startswith("on") or name in {"src", "style"} for name in named), f"{tag} has {named}"
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"


def check_html(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    assert not page.open, f"left open: {page.open}"
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    away = [link for link in page.links if not link.startswith("#") or link[1:] not in page.ids]
    assert page.links and not away, f"links that lead nowhere: {away[:3]}"
    print(f"{path}: {len(page.ids)} places, {len(page.links)} links")


def main():
    wrong = 0
    for path in map(Path, sys.argv[1:]):
        try:
            (check_docx if path.suffix == ".docx" else check_html)(path)
        except (AssertionError, KeyError, StopIteration, ValueError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
