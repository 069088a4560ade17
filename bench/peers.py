"""Peers that can be run here, from their PyPI packages, where those are installed: each writes WORK/peer.jsonl in clew's form.

    pip install trafilatura lxml_html_clean recognizers-text-suite "emoji<2"
"""
import datetime
import json


class NotHere(Exception):
    """The peer's package is not installed."""


def trafilatura(folder, work):
    """Main content by trafilatura: its text is the whole story, nothing of it furniture."""
    try:
        import trafilatura as package
    except ImportError:
        raise NotHere("pip install trafilatura") from None
    with open(work / "peer.jsonl", "w", encoding="utf-8") as out:
        for line in open(folder / "in.jsonl", encoding="utf-8"):
            path = json.loads(line)["path"]
            story = package.extract((work / path).read_bytes(), include_comments=False, include_tables=True) or ""
            out.write(json.dumps({"id": path, "text": story, "furniture": []}) + "\n")


def recognizers(folder, work):
    """Expressions of time by Recognizers-Text's DateTimeModel."""
    try:
        from recognizers_date_time import Culture, recognize_datetime
    except ImportError:
        raise NotHere("pip install recognizers-text-suite") from None
    with open(work / "peer.jsonl", "w", encoding="utf-8") as out:
        for line in open(folder / "in.jsonl", encoding="utf-8"):
            given = json.loads(line)
            date = given.get("date")
            anchor = datetime.datetime.fromisoformat(date) if date else None
            found = recognize_datetime(given["text"], Culture.English, reference=anchor)
            times = [time for result in found if (time := recognizers_time(result))]
            out.write(json.dumps({"id": given["id"], "text": given["text"], "times": times}) + "\n")


KINDS = {"date": "DATE", "daterange": "DATE", "datetime": "TIME", "datetimerange": "TIME", "time": "TIME",
         "timerange": "TIME", "duration": "DURATION", "set": "SET"}


def recognizers_time(result):
    """One result in clew's form; its last reading, which is the past one where there are two."""
    kind = KINDS.get(result.type_name.split(".")[-1])
    readings = (result.resolution or {}).get("values") or []
    if kind is None or not readings:
        return None
    reading = readings[0]
    start, end = reading.get("start"), reading.get("end")
    value = reading.get("value") or start or end or ""
    earliest, latest = (start or value)[:10], (end or value)[:10]
    is_day = lambda text: len(text) == 10 and text[4] == "-"
    return {"start": result.start, "end": result.end + 1, "type": kind, "value": reading.get("timex") or value,
            "earliest": earliest if is_day(earliest) else None, "latest": latest if is_day(latest) else None}
