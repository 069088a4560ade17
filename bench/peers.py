"""Peers that can be run here, from their packages, where those are installed: each writes WORK/peer.jsonl in clew's form.

    pip install trafilatura lxml_html_clean recognizers-text-suite "emoji<2"
    npm install --prefix bench/node
"""
import datetime
import json
import pathlib
import shutil
import subprocess

from rows import NotRun

NODE = pathlib.Path(__file__).resolve().parent / "node"


def trafilatura(folder, work):
    """Main content by trafilatura: its text is the whole story, nothing of it furniture."""
    try:
        import trafilatura as package
    except ImportError:
        raise NotRun("pip install trafilatura") from None
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
        raise NotRun("pip install recognizers-text-suite") from None
    with open(work / "peer.jsonl", "w", encoding="utf-8") as out:
        for line in open(folder / "in.jsonl", encoding="utf-8"):
            given = json.loads(line)
            date = given.get("date")
            anchor = datetime.datetime.fromisoformat(date) if date else None
            found = recognize_datetime(given["text"], Culture.English, reference=anchor)
            times = [time for result in found if (time := recognizers_time(result))]
            out.write(json.dumps({"id": given["id"], "text": given["text"], "times": times}) + "\n")


def compromise(folder, work):
    """Names of people, places and organizations by compromise."""
    _names("compromise", folder, work)


def wink_nlp(folder, work):
    """Runs of proper nouns by wink-nlp, whose English model finds no names of people, places and organizations."""
    _names("wink", folder, work)


# Peers that find names and cannot tell what of: only their spans are judged.
UNTYPED = {wink_nlp}


def _names(program, folder, work):
    node = shutil.which("node")
    if node is None:
        raise NotRun("Node.js is not installed")
    if not (NODE / "node_modules").is_dir():
        raise NotRun("npm install --prefix bench/node")
    with open(folder / "in.jsonl", "rb") as given, open(work / "peer.jsonl", "wb") as out:
        done = subprocess.run([node, NODE / "names.mjs", program], stdin=given, stdout=out)
    if done.returncode != 0:
        raise NotRun(f"names.mjs failed with status {done.returncode}")


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
