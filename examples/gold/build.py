#!/usr/bin/env python3
"""Builds gold.json, the one file that tests read, from marked/*.xml and case.json. README.md describes what it holds.

    python3 build.py            writes gold.json
    python3 build.py --check    exit status 1 when gold.json is not what would be written
"""
import json, re, sys
from marks import HERE, attributions_of, collapse, furniture_of, interval, read_marked, source_blocks

COPY_WORDS = 5  # a word of a copy is repeated when it stands in a run of this many words that the earlier document has too


def occurrence(text, quote, start):
    """Which occurrence of quote (from 0, overlapping ones counted) begins at start."""
    return sum(text.startswith(quote, i) for i in range(start))


def anchor(text, start, end):
    return {"quote": text[start:end], "occurrence": occurrence(text, text[start:end], start), "start": start, "end": end}


def repeated_share(text, earlier):
    words, other = re.findall(r"\w+", text.lower()), re.findall(r"\w+", earlier.lower())
    runs = {tuple(other[i:i + COPY_WORDS]) for i in range(len(other))}
    covered = [False] * len(words)
    for i in range(len(words) - COPY_WORDS + 1):
        if tuple(words[i:i + COPY_WORDS]) in runs:
            covered[i:i + COPY_WORDS] = [True] * COPY_WORDS
    return round(sum(covered) / len(words), 2)


class Case:
    """case.json with its indexes."""

    def __init__(self, record):
        self.record = record
        self.entity_of_chain = {chain: e["id"] for e in record["entities"] for chain in e["chains"]}
        self.name = {e["id"]: e["name"] for e in record["entities"]}
        self.origin_of = {member: origin["id"] for origin in record["origins"] for member in origin["includes"]}
        self.origin_name = {origin["id"]: origin["name"] for origin in record["origins"]}
        self.additions = {claim["id"]: claim for claim in record["claims"]}
        self.finding_of = {claim: f["id"] for f in record["findings"] for claim in f["claims"]}
        self.publisher_entity = {e["name"]: e["id"] for e in record["entities"] if e["type"] in ("Organization", "PublicBody")}


def inward(number, attributions):
    """Numbers of the attributions from the publisher inward to this one."""
    numbers = []
    while number and number not in numbers:
        numbers.insert(0, number)
        number = attributions[number]["within"]
    return numbers


def arguments_of(event, doc, case):
    """(arguments, days of its Time arguments) that the marks give one event."""
    arguments, days = [], []
    for at in doc["marks"]:
        for name, role in (role.split(":") for role in at["attributes"].get("r", "").split()):
            if name != event:
                continue
            span = anchor(doc["text"], at["start"], at["end"])
            if at["tag"] == "time":
                arguments.append({"role": role, **span, "value": at["attributes"]["v"]})
                if role == "Time" and at["attributes"]["type"] in ("DATE", "TIME"):
                    days += interval(at["attributes"]["v"])
            else:
                chain = at["attributes"]["c"]
                arguments.append({"role": role, **span, "chain": chain, "entity": case.entity_of_chain.get(f"{doc['id']}#{chain}")})
    return arguments, days


def claims_of(doc, about, case, attributions):
    text, claims, title_end = doc["text"], [], len(doc["blocks"][0]["text"])
    for mark in (m for m in doc["marks"] if m["tag"] == "ev"):
        a, id = mark["attributes"], f"{doc['id']}#{mark['attributes']['id']}"
        added = case.additions.get(id, {})
        arguments, days = arguments_of(a["id"], doc, case)
        arguments += [{**argument, "carried": True} for argument in added.get("arguments", [])]
        inside = [m for m in mark["inside"] if m["tag"] == "con"]
        number = inside[-1]["attributes"]["a"].split()[-1] if inside else None
        chain = [{"attribution": n, "act": attributions[n]["act"], "source_kind": attributions[n]["kind"],
                  "source": text[slice(*attributions[n]["source"][0])] if attributions[n]["source"] else None,
                  "entity": case.entity_of_chain.get(f"{doc['id']}#{attributions[n]['chain']}")} for n in inward(number, attributions)]
        claims.append({
            "id": id, "predicate": a["t"], "subtype": a.get("sub"), "trigger": anchor(text, mark["start"], mark["end"]), "arguments": arguments,
            "quantity": {"what": a["what"], "low": int(a["low"]) if a["low"] else None, "high": int(a["high"]) if a["high"] else None} if a["t"] == "Count" else None,
            "time": added.get("time") or ({"earliest": min(days), "latest": max(days)} if days else None),
            "polarity": a.get("pol", "asserted"), "certainty": a.get("cert", "asserted"), "modality": a.get("mod", "actual"),
            "opinion": added.get("opinion", False), "evidence": a.get("evid"), "incident": case.record["incidents"].get(a.get("of")),
            "attribution": number, "attribution_chain": chain, "origin": origin_of(chain, mark, doc, about, case),
            "finding": case.finding_of.get(id), "in_title": mark["end"] <= title_end})
    for claim in claims:  # a headline repeats its text: where the text gives the same finding, its origin is the headline's too
        if claim["in_title"] and claim["finding"] and not claim["attribution_chain"]:
            body = [c for c in claims if c["finding"] == claim["finding"] and not c["in_title"]]
            claim["origin"] = body[0]["origin"] if body else claim["origin"]
    return claims


def origin_of(chain, mark, doc, about, case):
    """{id, name, kind}: the innermost source, or whose voice the text is."""
    if chain:
        inner = chain[-1]
        if inner["entity"]:
            id = case.origin_of.get(inner["entity"], inner["entity"])
            return {"id": id, "name": case.origin_name.get(id) or case.name[id], "kind": inner["source_kind"]}
        if inner["source_kind"] in ("unnamed", "none"):
            return {"id": "unnamed", "name": inner["source"], "kind": inner["source_kind"]}
        return {"id": f"{doc['id']}:{inner['source']}", "name": inner["source"], "kind": inner["source_kind"]}
    block, at = 0, 0
    for number, part in enumerate(doc["blocks"]):
        block = number if at <= mark["start"] else block
        at += len(part["text"]) + 2
    voice = about.get("voice") or ("seaboard" if block in about.get("wire_blocks", []) else case.publisher_entity[doc["publisher"]])
    id = case.origin_of.get(voice, voice)
    return {"id": id, "name": case.origin_name.get(id) or case.name[id], "kind": "voice"}


def document_of(about, case, texts):
    doc = read_marked(HERE / "marked" / about["marked"])
    text, marks = doc["text"], doc["marks"]
    attributions = attributions_of(marks)

    def entity(chain):
        return case.entity_of_chain.get(f"{doc['id']}#{chain}")

    def anchors(spans):
        return [anchor(text, *span) for span in spans]

    mentions = [{**anchor(text, m["start"], m["end"]), "type": m["attributes"]["t"], "kind": m["attributes"]["k"], "chain": m["attributes"]["c"],
                 "entity": entity(m["attributes"]["c"])} for m in marks if m["tag"] == "m"]
    times = []
    for m in (m for m in marks if m["tag"] == "time"):
        first, last = interval(m["attributes"]["v"])
        times.append({**anchor(text, m["start"], m["end"]), "type": m["attributes"]["type"], "value": m["attributes"]["v"], "earliest": first, "latest": last})
    record = {k: about[k] for k in ("id", "file", "part", "publisher", "published", "outcome", "note") if k in about}
    record.update(
        title=doc["blocks"][0]["text"], genre=doc["genre"], copy_of=about.get("copy_of"),
        copy_share=repeated_share(collapse(text), texts[about["copy_of"]]) if about.get("copy_of") else None,
        text=text, furniture=furniture_of([b["text"] for b in doc["blocks"]], source_blocks(about["file"], about.get("part"))),
        mentions=mentions, times=times,
        attributions=[{"id": n, "source": anchors(a["source"]), "cue": anchors(a["cue"]), "content": anchors(a["content"]), "within": a["within"],
                       "act": a["act"], "source_kind": a["kind"], "entity": entity(a["chain"])} for n, a in attributions.items()],
        claims=claims_of(doc, about, case, attributions))
    return record


def build():
    record = json.loads((HERE / "case.json").read_text(encoding="utf-8"))
    case = Case(record)
    texts = {about["id"]: read_marked(HERE / "marked" / about["marked"])["text"] for about in record["documents"]}
    documents = [document_of(about, case, texts) for about in record["documents"]]
    claims = {claim["id"]: claim for d in documents for claim in d["claims"]}
    mentions = {}
    for d in documents:
        for m in d["mentions"]:
            mentions.setdefault(m["entity"], []).append((d["id"], m))
    entities = []
    for e in record["entities"]:
        own = mentions.get(e["id"], [])
        entities.append({**e, "names": sorted({m["quote"] for _, m in own if m["kind"] == "name"}), "documents": sorted({id for id, _ in own}), "mentions": len(own)})
    findings = [{**f, "counted_origins": sorted({claims[c]["origin"]["id"] for c in f["claims"] if c in claims and not claims[c]["opinion"]})} for f in record["findings"]]
    events = [{**e, "claims": sorted(c for f in findings if f["id"] in e["findings"] + e.get("counts", []) for c in f["claims"])} for e in record["events"]]
    copies = [{"document": d["id"], "copy_of": d["copy_of"], "share": [max(0, round(d["copy_share"] - .1, 2)), min(1, round(d["copy_share"] + .1, 2))]}
              for d in documents if d["copy_of"]]
    kept = {k: record[k] for k in ("apart", "aliases", "origins", "knowledge", "statuses", "corrections")}
    return {"about": record["about"], "documents": documents, "entities": entities, "events": events, "findings": findings, "copies": copies, **kept}


def main(arguments):
    path = HERE / "gold.json"
    text = json.dumps(build(), ensure_ascii=False, indent=1) + "\n"
    if "--check" in arguments:
        same = path.exists() and path.read_text(encoding="utf-8") == text
        print("gold.json is up to date" if same else "gold.json is stale: run build.py")
        return 0 if same else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
