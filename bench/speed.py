"""Speed, memory and growth of the whole program, on texts of news length."""
import http.client
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXTS = ROOT.parent / "shared" / "eval" / "dev-cases" / "speed" / "in-1000.jsonl"


def measure(clew):
    """Rows of (what, figure, bar)."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_TMP")) as work:
        work = pathlib.Path(work)
        texts = source_texts()
        rows = [*adding_texts(clew, texts, work), *opening(clew, texts, work)]
        return {"rows": rows, "growth": growth(clew, texts, work)}


def source_texts():
    """1,000 news texts; without the evaluation sets, texts made from the demo case."""
    if TEXTS.is_file():
        return [json.loads(line)["text"] for line in open(TEXTS, encoding="utf-8")]
    gold = json.load(open(ROOT / "examples" / "gold" / "gold.json", encoding="utf-8"))
    stories = [document["text"] for document in gold["documents"]]
    return [shuffled(stories[nth % len(stories)], nth) for nth in range(1000)]


def shuffled(text, seed):
    """The text with most of its plain words changed for others of its own: as long, as rich in names and dates, no copy."""
    draw = random.Random(seed)
    pool = re.findall(r"[a-z]{3,}", text) or ["nothing"]
    return re.sub(r"\b[a-z]{2,}\b", lambda word: draw.choice(pool) if draw.random() < 0.8 else word.group(), text)


def many(texts, n):
    """n texts: the given ones, then variants of them."""
    return [texts[nth] if nth < len(texts) else shuffled(texts[nth % len(texts)], nth) for nth in range(n)]


def peak(command, **more):
    """Runs a command: seconds, and the peak memory in MB of it and its children together (Linux; elsewhere 0)."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    memory = 0
    while process.poll() is None:
        memory = max(memory, sum(high_water(pid) for pid in [process.pid, *children(process.pid)]))
        time.sleep(0.02)
    if process.returncode != 0:
        sys.exit(f"{command[:3]} failed")
    return time.monotonic() - started, memory / 1024


def children(pid):
    try:
        tasks = pathlib.Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def high_water(pid):
    """The most memory that a process ever held, in kB."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) if found else 0


def write_lines(path, texts):
    with open(path, "w", encoding="utf-8") as out:
        for nth, text in enumerate(texts):
            date = f"20{nth // 365 % 20:02}-{1 + nth // 28 % 12:02}-{1 + nth % 28:02}"
            out.write(json.dumps({"id": f"text-{nth:06}", "text": text, "date": date}) + "\n")


def write_pages(folder, texts):
    folder.mkdir()
    for nth, text in enumerate(texts):
        paragraphs = "".join(f"<p>{part}</p>" for part in text.replace("<", "&lt;").split("\n\n"))
        page = (f"<html><head><title>Page {nth}</title><meta property='article:published_time' content='2020-01-{1 + nth % 28:02}'></head>"
                f"<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>Page {nth}</h1>{paragraphs}</article>"
                f"<footer>All rights reserved</footer></body></html>")
        (folder / f"{nth:06}.html").write_text(page, encoding="utf-8")


def adding_texts(clew, texts, work):
    write_lines(work / "texts.jsonl", many(texts, 1000))
    with open(work / "texts.jsonl", "rb") as given:
        seconds, memory = peak([clew, "add", work / "texts.clew", "--from", "jsonl"], stdin=given)
    yield {"what": "add 1,000 news texts", "figure": f"{1000 / seconds:.0f} documents/s", "bar": ">= 200 documents/s"}
    yield {"what": "peak memory of that", "figure": f"{memory:.0f} MB", "bar": "< 500 MB"}
    with open(work / "texts.jsonl", "rb") as given:
        seconds, memory = peak([clew, "annotate", "--from", "jsonl"], stdin=given)
    yield {"what": "annotate 1,000 news texts", "figure": f"{1000 / seconds:.0f} documents/s", "bar": "-"}


def opening(clew, texts, work):
    write_lines(work / "large.jsonl", many(texts, 10_000))
    with open(work / "large.jsonl", "rb") as given:
        seconds, memory = peak([clew, "add", work / "large.clew", "--from", "jsonl"], stdin=given)
    yield {"what": "add 10,000 news texts", "figure": f"{10_000 / seconds:.0f} documents/s, {memory:.0f} MB", "bar": "-"}
    yield {"what": "case file of 10,000 texts", "figure": f"{(work / 'large.clew').stat().st_size / 2**20:.0f} MB", "bar": "-"}
    seconds = min(first_page(clew, work / "large.clew") for _ in range(5))
    yield {"what": "open that case to its first page", "figure": f"{seconds * 1000:.0f} ms", "bar": "< 500 ms"}


def first_page(clew, case):
    """Seconds from starting `clew serve` until the overview's answer is here."""
    started = time.monotonic()
    server = subprocess.Popen([clew, "serve", case, "--port", "0", "--no-open"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        address = server.stdout.readline().strip()
        place, token = re.fullmatch(r"http://([\d.:]+)/\?token=(\w+)", address).groups()
        for path in ("/", "/api/v1/overview"):
            connection = http.client.HTTPConnection(place)
            connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or not body:
                sys.exit(f"{path}: {answer.status}")
        return time.monotonic() - started
    finally:
        server.terminate()
        server.wait()


def growth(clew, texts, work):
    """Reading saved pages: documents, seconds, peak memory."""
    rows = []
    for n in (100, 1_000, 10_000):
        write_pages(work / f"pages-{n}", many(texts, n))
        seconds, memory = peak([clew, "add", work / f"pages-{n}.clew", work / f"pages-{n}"])
        rows.append({"pages": n, "seconds": seconds, "memory": memory})
        print(f"{n} pages: {seconds:.1f} s, {memory:.0f} MB", file=sys.stderr)
    return rows


def table(measured):
    lines = ["## Speed", "", "| what | figure | bar |", "|---|---|---|"]
    lines += [f"| {row['what']} | {row['figure']} | {row['bar']} |" for row in measured["rows"]]
    lines += ["", "Growth: saved web pages, read into a new case.", "", "| pages | seconds | pages/s | peak memory |", "|---|---|---|---|"]
    for row in measured["growth"]:
        lines.append(f"| {row['pages']:,} | {row['seconds']:.1f} | {row['pages'] / row['seconds']:.0f} | {row['memory']:.0f} MB |")
    return "\n".join(lines)
