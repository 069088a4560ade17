#!/usr/bin/env python3
"""Checks the gold: marked/*.xml against the source files, and case.json against both.

    python3 check.py        problems on stderr, a summary last; exit status 1 when there are any
"""
import collections, json, re, sys
import xml.etree.ElementTree as xml
from build import build, main as build_main
from marks import HERE, attributions_of, collapse, furniture_of, interval, pdf_words, read_marked, source_blocks

TYPES = set("Person Organization PublicBody Place Facility Event Work Weapon Vehicle Substance Phone Account".split())
KINDS = {"name", "nominal", "pronoun"}
ACTS = {"said", "wrote", "believed", "denied", "showed"}
SOURCE_KINDS = {"named", "unnamed", "document", "none"}
LEVELS = set("almost-no-chance very-unlikely unlikely even likely very-likely almost-certain asserted unstated".split())
MODALITIES = {"actual", "planned", "conditional", "generic"}
STANDINGS = ("superseded", "disputed", "corroborated", "single-origin")
BASES = {"given", "metadata", "text", "inferred"}
GENRES = set("report wire feature brief opinion statement".split())

# vocabulary.md's roles, and beside them those that the marked news gives a predicate too; each also takes Time and Place
ROLES = {predicate: set(roles.split()) for predicate, roles in {
    "Attack": "Attacker Target Victim Instrument", "Die": "Victim Agent Instrument Cause", "Injure": "Victim Agent Instrument Cause",
    **dict.fromkeys("Arrest Detain Release Escape".split(), "Person Agent Crime Facility"),
    **dict.fromkeys("Charge Trial Convict Sentence Acquit Extradite Deport".split(), "Person Agent Crime Origin Destination Duration"),
    **dict.fromkeys("Search Seize Discover".split(), "Agent Object Person"),
    "Travel": "Traveler Origin Destination Vehicle", "Meet": "Participant Medium Duration Topic", "Contact": "Participant Medium Duration Topic",
    "SeenTogether": "Participant Medium", "Transfer": "Giver Recipient Thing Amount",
    **dict.fromkeys("Join Leave Appoint Dismiss".split(), "Person Organization Position Agent"),
    **dict.fromkeys("Plan Organize Direct".split(), "Agent Undertaking Recipient Person"),
    **dict.fromkeys("Recruit Radicalize Train".split(), "Agent Person Organization"), "ClaimResponsibility": "Agent Undertaking",
    "Warn": "Agent Recipient Matter", "Learn": "Person Matter Medium",
    **dict.fromkeys("Investigate Identify Accuse Suspect Deny".split(), "Agent Person Matter Duration"),
    "Disaster": "Cause Victim Facility", **dict.fromkeys("Agree Decide Publish Protest".split(), "Agent Matter"),
    "Alias": "Entity Name", "Family": "Person Relative", "Associate": "Person", "Member": "Person Organization Title", "Position": "Person Organization Title",
    "Owns": "Owner Thing", "Possesses": "Owner Thing", **dict.fromkeys("Nationality Residence BornIn LocatedAt".split(), "Entity Place"),
    "Age": "Person", "Status": "Person", "PartOf": "Part Whole", "Count": "", "Statement": "Agent Person Matter Recipient"}.items()}


def check_marks(doc, say):
    """What one marked document must satisfy by itself."""
    events, types, numbers = {}, {}, attributions_of(doc["marks"])
    for m in doc["marks"]:
        a, where = m["attributes"], f"<{m['tag']}> {doc['text'][m['start']:m['end']]!r}: "
        quoted = doc["text"][m["start"]:m["end"]]
        if not quoted.strip():
            say(where + "empty span")
        elif quoted != quoted.strip():
            say(where + "begins or ends with a space")
        if m["tag"] == "m":
            if a.get("t") not in TYPES or a.get("k") not in KINDS or not re.fullmatch(r"\d+", a.get("c", "")):
                say(where + f"t, k or c of {a}")
            elif types.setdefault(a["c"], a["t"]) != a["t"]:
                say(where + f"chain {a['c']} is {types[a['c']]} elsewhere")
        elif m["tag"] == "time":
            check_time(a, where, say)
        elif m["tag"] == "ev":
            check_event(a, events, where, say)
        elif m["tag"] in ("src", "cue", "con"):
            if m["tag"] == "cue" and (a.get("act") not in ACTS or a.get("kind", "named") not in SOURCE_KINDS):
                say(where + f"act or kind of {a}")
        else:
            say(where + "unknown mark")
    check_roles(doc, events, say)
    for number, part in numbers.items():
        check_attribution(number, part, numbers, say)
    for m in (m for m in doc["marks"] if m["tag"] == "con"):
        outer = [o["attributes"]["a"] for o in m["inside"] if o["tag"] == "con"]
        if outer and outer[-1] != m["attributes"]["a"] and numbers[m["attributes"]["a"]]["within"] != outer[-1]:
            say(f"content {m['attributes']['a']} stands in content {outer[-1]}, but its cue does not say within")


def check_time(a, where, say):
    if a.get("type") not in ("DATE", "TIME", "DURATION", "SET"):
        say(where + f"type of {a}")
    try:
        first, _ = interval(a.get("v", ""))
    except ValueError as error:
        return say(where + str(error))
    if (first is None) != (a["type"] in ("DURATION", "SET")) or (a["type"] == "TIME") != ("T" in a["v"] and first is not None):
        say(where + f"value {a['v']} is no {a['type']}")


def check_event(a, events, where, say):
    if a.get("t") not in ROLES:
        say(where + f"predicate {a.get('t')}")
    if not a.get("id") or a["id"] in events:
        say(where + f"event id {a.get('id')}")
    events[a.get("id")] = a.get("t")
    if a.get("cert", "asserted") not in LEVELS or a.get("pol", "asserted") not in ("asserted", "denied") or a.get("mod", "actual") not in MODALITIES:
        say(where + f"cert, pol or mod of {a}")
    if a.get("t") == "Count":
        low, high = (int(a[k]) if a.get(k) else None for k in ("low", "high"))
        if not a.get("what") or (low is None and high is None) or (low is not None and high is not None and low > high):
            say(where + f"what, low or high of {a}")


def check_roles(doc, events, say):
    for m in doc["marks"]:
        for event, _, role in (r.partition(":") for r in m["attributes"].get("r", "").split()):
            if event not in events:
                say(f"role {event}:{role}: no such event")
            elif role not in ROLES.get(events[event], ()) | {"Time", "Place"}:
                say(f"role {event}:{role}: {events[event]} has no such role")
            elif m["tag"] == "time" and role not in ("Time", "Duration"):
                say(f"role {event}:{role} on a time")


def check_attribution(number, part, numbers, say):
    if not part["cue"] or not part["content"]:
        say(f"attribution {number} lacks a cue or a content")
    if bool(part["source"]) == (part["kind"] == "none"):
        say(f"attribution {number} of kind {part['kind']} has {'a' if part['source'] else 'no'} source")
    if part["within"] and (part["within"] not in numbers or part["within"] == number):
        say(f"attribution {number} is within {part['within']}, which is not there")


def check_source(doc, about, say):
    """The story is in the source file, block for block and in order."""
    story = [b["text"] for b in doc["blocks"]]
    if doc["genre"] not in GENRES or any(b["tag"] not in ("title", "p") for b in doc["blocks"]):
        say("genre or blocks")
    try:
        furniture_of(story, source_blocks(about["file"], about.get("part")))
    except ValueError as error:
        say(str(error))
    words = pdf_words(about["file"]) if about["file"].endswith(".pdf") else None
    if words and collapse(" ".join(story)) not in " ".join(words):
        say("the PDF's text layer differs from its plain source")
    dates = {about["published"]["earliest"], about["published"]["latest"]}
    if set(doc["date"].split("/")) != dates or doc["publisher"] != about["publisher"] or about["published"]["basis"] not in BASES:
        say("publisher or date differ between the marks and case.json")


def check_case(case, gold, say):
    """Every reference of case.json resolves, and findings follow the rules of origin and standing."""
    entities, documents = {e["id"]: e for e in case["entities"]}, {d["id"]: d for d in gold["documents"]}
    claims = {c["id"]: c for d in gold["documents"] for c in d["claims"]}
    findings, events = {f["id"]: f for f in case["findings"]}, {e["id"]: e for e in case["events"]}
    chains = {(d["id"], m["chain"]): m["type"] for d in gold["documents"] for m in d["mentions"]}
    known = {"entity": entities, "claim": claims, "finding": findings, "event": events, "claims": claims, "findings": findings, "counts": findings,
             "places": entities, "chains": {f"{d}#{c}" for d, c in chains}, "who": entities, "shown_by": claims, "given_by": claims, "used_in": documents,
             "a": entities, "b": entities, "part_of": events, "against": findings, "superseded_by": findings, "copy_of": documents, "work": entities,
             "correction": documents, "corrects": documents, "corrected_by": documents, "includes": entities, "voice": entities}

    def resolve(value, where):
        if isinstance(value, dict):
            for key, inner in value.items():
                for name in (inner if isinstance(inner, list) else [inner]) if key in known else []:
                    if isinstance(name, str) and name not in known[key]:
                        say(f"{where}: {key} {name!r} is not there")
                resolve(inner, where)
        elif isinstance(value, list):
            for inner in value:
                resolve(inner, where)

    for part, records in case.items():
        for record in records if isinstance(records, list) else []:
            resolve(record, f"{part} {record.get('id', record.get('entity', ''))}")
    for entity in case["entities"]:
        for chain in entity["chains"]:
            if chains.get(tuple(chain.split("#"))) not in (None, entity["type"]):
                say(f"entity {entity['id']} is {entity['type']}, its chain {chain} is {chains[tuple(chain.split('#'))]}")
    for name, times in {"entity": [x for e in case["entities"] for x in e["chains"]], "finding": [x for f in case["findings"] for x in f["claims"]]}.items():
        for twice in (x for x, n in collections.Counter(times).items() if n > 1):
            say(f"{twice} belongs to two of the {name} records")
    for added in case["claims"]:
        if added["id"] not in claims:
            say(f"claims: {added['id']} is not marked")
        elif bad := {x["role"] for x in added.get("arguments", [])} - ROLES[claims[added["id"]]["predicate"]] - {"Place"}:
            say(f"claims: {added['id']} takes no {bad}")
    for finding in gold["findings"]:
        check_finding(finding, claims, findings, say)


def check_finding(finding, claims, findings, say):
    own, where = [claims[c] for c in finding["claims"] if c in claims], f"finding {finding['id']}: "
    if any(c["predicate"] != finding["predicate"] or c["opinion"] for c in own) or not own:
        say(where + "no claims, a claim of another predicate, or an opinion")
    if sorted(finding["origins"]) != finding["counted_origins"]:
        say(where + f"origins {sorted(finding['origins'])} but its claims give {finding['counted_origins']}")
    mixed = len({c["polarity"] for c in own}) > 1
    expected = STANDINGS[0] if finding.get("superseded_by") else STANDINGS[1] if mixed or finding["against"] else STANDINGS[2 + (len(finding["origins"]) < 2)]
    if finding["standing"] != expected:
        say(where + f"is {finding['standing']}, by the rules {expected}")
    texts = {c["id"]: c for c in own}
    for words in (a["words"] for a in finding["arguments"] if "words" in a):
        if not any(words.lower() in (a.get("quote") or "").lower() for c in texts.values() for a in c["arguments"]):
            say(where + f"{words!r} is no argument of its claims")
    for other in finding["against"]:
        if finding["id"] not in findings[other]["against"]:
            say(where + f"{other} does not stand against it in turn")
    counts = {(c["quantity"]["what"], c["quantity"]["low"]) for c in own if c["quantity"]}
    if len(counts) > 1:
        say(where + f"counts differ: {counts}")


def main():
    problems, documents, counted = [], 0, collections.Counter()
    case = json.loads((HERE / "case.json").read_text(encoding="utf-8"))
    listed = {about["marked"] for about in case["documents"]}
    for stray in {p.name for p in (HERE / "marked").glob("*.xml")} ^ listed:
        problems.append(f"{stray}: listed and not there, or there and not listed")
    for about in case["documents"]:
        try:
            doc = read_marked(HERE / "marked" / about["marked"])
        except (xml.ParseError, OSError) as error:
            problems.append(f"{about['marked']}: {error}")
            continue
        found = []
        check_marks(doc, found.append)
        check_source(doc, about, found.append)
        problems += [f"{about['marked']}: {text}" for text in found]
        documents += 1
        counted.update(m["tag"] for m in doc["marks"] if m["tag"] in ("m", "time", "ev"))
        counted["attributions"] += len(attributions_of(doc["marks"]))
    if not problems:
        check_case(case, build(), problems.append)
        if build_main(["--check"]):
            problems.append("gold.json is stale")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{documents} documents, {counted['m']} mentions, {counted['time']} times, {counted['attributions']} attributions, {counted['ev']} claims, "
          f"{len(case['findings'])} findings, {len(case['knowledge'])} who-knew; {len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
