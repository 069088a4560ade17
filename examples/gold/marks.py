"""Reads the marked documents (marked/*.xml) and the texts of the source files (../case). Standard library only."""
import calendar, datetime, email, email.policy, html.parser, pathlib, re, shutil, subprocess
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).parent
CASE = HERE.parent / "case"


def collapse(text):
    return re.sub(r"\s+", " ", text).strip()


# ---- marked files -------------------------------------------------------------------------------------------------

def spans_of(node, out, spans, open_marks=()):
    """Appends the node's text to out and its marks, with the marks they stand in, to spans."""
    start = len(out)
    out.extend(re.sub(r"\s+", " ", node.text or ""))
    mark = {"tag": node.tag, "start": start, "attributes": dict(node.attrib), "inside": open_marks}
    for child in node:
        spans_of(child, out, spans, open_marks + (mark,))
        out.extend(re.sub(r"\s+", " ", child.tail or ""))
    mark["end"] = len(out)
    spans.append(mark)


def read_marked(path):
    """{id, publisher, date, genre, text, blocks, marks} of one file; text is title and paragraphs joined by a blank line."""
    root = xml.parse(path).getroot()
    out, marks, blocks = [], [], []
    for block in root:
        if out:
            out.extend("\n\n")
        start, found = len(out), []
        spans_of(block, out, found)
        blocks.append({"tag": block.tag, "text": "".join(out[start:])})
        marks += [m for m in found if m["tag"] != block.tag]
    marks.sort(key=lambda m: (m["start"], -m["end"]))
    return {**root.attrib, "text": "".join(out), "blocks": blocks, "marks": marks}


def attributions_of(marks):
    """{number: {source, cue, content: [spans], act, kind, within, chain}}; chain is that of the outermost mention in the source."""
    found = {}
    for mark in marks:
        if mark["tag"] not in ("src", "cue", "con"):
            continue
        for number in mark["attributes"].get("a", "?").split():
            part = found.setdefault(number, {"source": [], "cue": [], "content": [], "act": None, "kind": "named", "within": None, "chain": None})
            part[{"src": "source", "cue": "cue", "con": "content"}[mark["tag"]]].append((mark["start"], mark["end"]))
            if mark["tag"] == "cue":
                part.update(act=mark["attributes"].get("act"), kind=mark["attributes"].get("kind", "named"), within=mark["attributes"].get("within"))
            if mark["tag"] == "src" and part["chain"] is None:
                inner = [m for m in marks if m["tag"] == "m" and mark in m["inside"]]
                part["chain"] = inner[0]["attributes"]["c"] if inner else None
    return found


def interval(value):
    """(first day, last day) of a TIMEX3 date or time, as ISO strings; (None, None) for durations and sets; ValueError for nonsense."""
    value = re.sub(r"T(\d\d(:\d\d)?|MO|MI|AF|EV|NI)$", "", value)
    if re.fullmatch(r"P(\d+[YMWD])+|P?T(\d+[HMS])+|PT(\d+[HMS])+|P\d+[YMWD]T(\d+[HMS])+", value):
        return None, None
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        first = datetime.date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        return first.isoformat(), datetime.date.fromisocalendar(int(m[1]), int(m[2]), 7).isoformat()
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA)", value):
        month = {"SP": 3, "SU": 6, "FA": 9}[m[2]]
        return f"{m[1]}-{month:02}-01", f"{m[1]}-{month + 2:02}-{calendar.monthrange(int(m[1]), month + 2)[1]}"
    if m := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value):
        year, month, day = int(m[1]), int(m[2] or 1), int(m[3] or 1)
        first = datetime.date(year, month, day)
        last = first if m[3] else datetime.date(year, int(m[2] or 12), calendar.monthrange(year, int(m[2] or 12))[1])
        return first.isoformat(), last.isoformat()
    raise ValueError(f"not a TIMEX3 value: {value}")


# ---- source files -------------------------------------------------------------------------------------------------

BLOCKS = set("p h1 h2 h3 h4 li figcaption div section article header footer nav aside main figure ul ol form label button blockquote body table tr td time small".split())
UNSHOWN = {"head", "script", "style", "noscript", "template"}


class Blocks(html.parser.HTMLParser):
    """The shown text of a page, a string for each stretch between block tags."""

    def __init__(self):
        super().__init__()
        self.blocks, self.words, self.unshown = [], [], 0

    def cut(self):
        if text := collapse("".join(self.words)):
            self.blocks.append(text)
        self.words = []

    def handle_starttag(self, tag, attributes):
        self.unshown += tag in UNSHOWN
        if tag in BLOCKS or tag == "br":
            self.cut()

    def handle_endtag(self, tag):
        self.unshown -= tag in UNSHOWN
        if tag in BLOCKS:
            self.cut()

    def handle_data(self, data):
        if not self.unshown:
            self.words.append(data)


def paragraphs(text):
    return [collapse(part) for part in re.split(r"\n\s*\n", text) if part.strip()]


def source_blocks(file, part=None):
    """The source's text as blocks in reading order; part names an attachment of an e-mail."""
    path = CASE / file
    if path.suffix == ".html":
        parser = Blocks()
        parser.feed(path.read_text(encoding="utf-8"))
        parser.cut()
        return parser.blocks
    if path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if part is None:
            return [collapse(message["Subject"])] + paragraphs(message.get_body(("plain",)).get_content())
        text = next(a.get_content() for a in message.iter_attachments() if a.get_filename() == part)
        return [collapse(line) for line in text.splitlines() if line.strip()] if part.endswith(".csv") else paragraphs(text)
    if path.suffix == ".pdf":
        return paragraphs((HERE / "plain" / (path.stem + ".txt")).read_text(encoding="utf-8"))
    return paragraphs(path.read_text(encoding="utf-8"))


def pdf_words(file):
    """The words of a PDF's text layer, or None where pdftotext is not installed."""
    if not shutil.which("pdftotext"):
        return None
    return subprocess.run(["pdftotext", "-enc", "UTF-8", CASE / file, "-"], capture_output=True, text=True, check=True).stdout.split()


def furniture_of(story, source):
    """Source blocks that are not story, story blocks being met in order; ValueError names the first story block not found."""
    furniture, at = [], 0
    for block in map(collapse, story):
        try:
            found = source.index(block, at)
        except ValueError:
            raise ValueError(f"not in the source, or not in this order: {block[:70]!r}") from None
        furniture += source[at:found]
        at = found + 1
    return furniture + source[at:]
