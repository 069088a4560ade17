#!/usr/bin/env python3
"""Reads what `clew export` writes with the libraries that others read it with, and says what they make of it.

    validate_exports.py CLEW FOLDER     CLEW is the program; the demo case and every form of it are written into FOLDER

Needs followthemoney, nomenklatura, networkx, stix2, stix2-validator, prov and rdflib; scripts/exports puts them where they are found. Exits with 1 where a form
is not what it claims to be. What a form says of the demo case is compared with the records of `--format jsonl`.
"""

import csv
import datetime
import json
import subprocess
import sys
import zipfile
from pathlib import Path

FORMS = ["jsonl", "gexf", "graphml", "ftm", "timesketch", "annotations", "stix", "prov", "nomenklatura"]
TABLES = {"documents", "entities", "mentions", "claims", "findings", "events", "knowledge"}


class Case:
    """The case in clew's own form, by kind of record."""

    def __init__(self, lines):
        self.records = [json.loads(line) for line in lines.splitlines()]

    def all(self, kind):
        return [record for record in self.records if record["record"] == kind]

    def ids(self, kind):
        return {record["id"] for record in self.all(kind)}

    def findings(self):
        return {record["id"]: record for record in self.all("finding")}


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def run(clew, folder, *arguments):
    done = subprocess.run([clew, *arguments], cwd=folder, capture_output=True, text=True)
    check(done.returncode == 0, f"clew {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def tied(case):
    """How many pairs of entities every finding has."""
    entities = case.ids("entity")
    pairs = {}
    for finding in case.all("finding"):
        n = len({one["entity"] for one in finding["arguments"] if one.get("entity") in entities})
        if n > 1:
            pairs[finding["id"]] = n * (n - 1) // 2
    return pairs


def graph(graph, case, form):
    check(set(graph.nodes) == case.ids("entity"), f"{form}: the nodes are not the entities")
    edges = [attributes for _, _, attributes in graph.edges(data=True)]
    check(len(edges) == sum(tied(case).values()), f"{form}: {len(edges)} edges")
    findings = case.findings()
    for edge in edges:
        finding = findings[edge["finding"]]
        check(edge["standing"] == finding["standing"], f"{form}: {edge}")
        check(int(edge["n_origins"]) == len(finding["origins"]), f"{form}: {edge}")
        check(edge.get("earliest") == finding["time"]["earliest"], f"{form}: {edge}")
    names = {record["id"]: record["name"] for record in case.all("entity")}
    for node, attributes in graph.nodes(data=True):
        check(attributes["label"] == " ".join(names[node].split()), f"{form}: {node} is called {attributes['label']}")
    return f"{len(graph.nodes)} nodes, {len(edges)} edges"


def gexf(path, case):
    import networkx

    read = networkx.read_gexf(path, version="1.3")
    findings = case.findings()
    for _, _, edge in read.edges(data=True):
        check(edge.get("start") == findings[edge["finding"]]["time"]["earliest"], f"gexf: {edge}")
    return graph(read, case, "gexf")


def graphml(path, case):
    import networkx

    return graph(networkx.read_graphml(path, force_multigraph=True), case, "graphml")


def ftm(path, case):
    from followthemoney import model

    proxies = {}
    for line in path.read_text().splitlines():
        written = json.loads(line)
        proxy = model.get_proxy(written, cleaned=False)
        for name, values in written["properties"].items():
            kept = proxy.get(name)
            if name == "bodyText":
                # The library leaves control characters out of texts that it cleans, and keeps them in those that it only reads.
                kept, values = [["".join(one.split()) for one in many] for many in (kept, values)]
            check(sorted(kept) == sorted(values), f"ftm: {written['schema']}.{name} {values!r:.300} becomes {kept!r:.300}")
        proxy.schema.validate(written)
        check(not proxy.schema.abstract, f"ftm: {proxy.schema.name} is abstract")
        for needed in proxy.schema.required:
            check(proxy.get(needed), f"ftm: a {proxy.schema.name} has no {needed}")
        check(proxy.id not in proxies, f"ftm: {proxy.id} twice")
        proxies[proxy.id] = proxy
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                check(value in proxies, f"ftm: {proxy.id} names {value}, which is not there")
                check(proxies[value].schema.is_a(prop.range), f"ftm: {prop.qname} {proxies[value].schema.name}")
    for finding in case.all("finding"):
        if finding["standing"] == "superseded":
            check(finding["id"] not in proxies, f"ftm: {finding['id']} is superseded")
        if finding["standing"] == "disputed" and finding["id"] in proxies:
            check(proxies[finding["id"]].schema.name == "UnknownLink", f"ftm: {finding['id']} is disputed")
            check("disputed" in proxies[finding["id"]].first("status"), f"ftm: {finding['id']} does not say so")
    read = (model.get_proxy(json.loads(line)) for line in path.read_text().splitlines())
    again = "".join(json.dumps(proxy.to_dict()) + "\n" for proxy in read)
    path.with_name("again.ftm.json").write_text(again)
    return f"{len(proxies)} entities"


def timesketch(path, case):
    rows = list(csv.DictReader(path.open(newline="")))
    claims = {record["id"] for record in case.all("claim")}
    for row in rows:
        check(row["message"] and row["timestamp_desc"], f"timesketch: {row}")
        datetime.datetime.fromisoformat(row["datetime"])
        check(not row["claim"] or row["claim"] in claims, f"timesketch: {row}")
        check(row["polarity"] != "denied" or "denied" in row["message"], f"timesketch: {row}")
    return f"{len(rows)} rows"


def annotations(path, case):
    import rdflib

    page = json.loads(path.read_text())
    check(page["@context"][0] == "http://www.w3.org/ns/anno.jsonld", "annotations: another context")
    texts = {record["document"]: record for record in SIDECAR[0] if record["record"] == "original"}
    bodies = {entity["id"]: entity["properties"]["bodyText"][0] for entity in SIDECAR[1] if "bodyText" in entity["properties"]}
    for item in page["items"]:
        check(item["type"] == "Annotation" and item["id"] and item["target"], f"annotations: {item}")
        text = bodies[texts[item["target"]["source"]["clew:document"]]["ftm"]]
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        check(text[start:end] == quote["exact"], f"annotations: {item}")
        check(text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"]), f"annotations: {item}")
    n_mentions = sum(len(record["mentions"]) for record in case.all("entity"))
    n_claims = sum(record["predicate"] is not None for record in case.all("claim"))
    n_described = sum(item["motivation"] == "describing" for item in page["items"])
    check(n_described == n_claims, f"annotations: {n_described} claims")
    check(len(page["items"]) - n_claims >= n_mentions, "annotations: mentions are missing")
    # The context of W3C's is not asked for over the network: the few of its terms that stand here are written out.
    oa, rdf = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    page["@context"] = {
        "oa": oa, "rdf": rdf, "type": "@type", "id": "@id", "Annotation": "oa:Annotation", "items": "oa:items",
        "target": {"@id": "oa:hasTarget", "@type": "@id"}, "body": {"@id": "oa:hasBody", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "exact": "oa:exact", "value": "rdf:value",
    }
    read = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    found = set(read.subjects(rdflib.RDF.type, rdflib.URIRef(oa + "Annotation")))
    check(len(found) == len(page["items"]), f"annotations: {len(found)} in RDF")
    return f"{len(found)} annotations"


def stix(path, case):
    import stix2
    import stix2validator

    # Warnings are of what the standard only recommends: that ids of objects be random, and that what a relationship is be said.
    options = stix2validator.ValidationOptions(version="2.1", disabled=["uuid-check"])
    result = stix2validator.validate_file(str(path), options)
    check(result.is_valid, f"stix: {[str(error) for error in result.object_results[0].errors][:5]}")
    bundle = stix2.parse(path.read_text(), version="2.1")
    ids = {thing.id for thing in bundle.objects}
    check(len(ids) == len(bundle.objects), "stix: an id twice")
    for thing in bundle.objects:
        check(thing.type not in {"threat-actor", "intrusion-set", "campaign"}, f"stix: {thing}")
        for name in ["source_ref", "target_ref", "created_by_ref"]:
            check(getattr(thing, name, None) is None or thing[name] in ids, f"stix: {thing}")
        check(all(ref in ids for ref in getattr(thing, "object_refs", None) or []), f"stix: {thing}")
    return f"{len(ids)} objects"


def prov(path, case):
    from prov.model import ProvDerivation, ProvDocument, ProvEntity

    document = ProvDocument.deserialize(str(path), format="json")
    named = {str(record.identifier) for record in document.get_records(ProvEntity)}
    derived = list(document.get_records(ProvDerivation))
    for derivation in derived:
        generated, used = derivation.args[0], derivation.args[1]
        check(str(generated) in named and str(used) in named, f"prov: {derivation}")
    n_claims = sum(record["predicate"] is not None for record in case.all("claim"))
    n_of_findings = sum(len(record["claims"]) for record in case.all("finding"))
    check(len(derived) == n_claims + n_of_findings, f"prov: {len(derived)} derivations")
    return f"{len(named)} entities, {len(derived)} derivations"


def nomenklatura(path, case):
    from nomenklatura.judgement import Judgement
    from nomenklatura.resolver.edge import Edge

    edges = [Edge.from_line(line) for line in path.read_text().splitlines()]
    entities = case.ids("entity")
    for edge in edges:
        check(edge.target > edge.source, f"nomenklatura: {edge}")
        if edge.judgement is not Judgement.POSITIVE:
            check({edge.target.id, edge.source.id} <= entities, f"nomenklatura: {edge}")
    n_doubts = sum(edge.judgement is Judgement.NO_JUDGEMENT for edge in edges)
    return f"{len(edges)} judgements, {n_doubts} of them doubts"


def again(clew, folder):
    """Out, through the library, and in again: the same records, in the same order."""
    (folder / "again.clew.jsonl").write_bytes((folder / "demo.clew.jsonl").read_bytes())
    run(clew, folder, "add", "again", "again.ftm.json")
    exported = [run(clew, folder, "export", name, "--format", "jsonl").splitlines() for name in ["demo", "again"]]
    for before, after in zip(*exported):
        check(before == after, f"again: {before:.300} becomes {after:.300}")
    check(len(exported[0]) == len(exported[1]), "again: another number of records")
    return f"{len(exported[0])} records"


def tables(folder, case):
    rows = {}
    for path in sorted((folder / "tables").glob("*.csv")):
        text = path.read_bytes()
        check(text.endswith(b"\r\n"), f"csv: {path.name} does not end its lines as RFC 4180 says")
        rows[path.stem] = list(csv.reader(text.decode().splitlines(keepends=True), strict=True))
        width = len(rows[path.stem][0])
        for row in rows[path.stem]:
            check(len(row) == width, f"csv: {path.name}: {row}")
            for cell in row:
                is_number = cell.lstrip("-").replace(".", "", 1).isdigit()
                check(is_number or not cell.startswith(tuple("=+-@\t\r\n")), f"csv: {path.name}: {cell!r}")
    check(set(rows) == TABLES, f"csv: {set(rows)}")
    check({row[0] for row in rows["entities"][1:]} == case.ids("entity"), "csv: the entities are others")
    check({row[0] for row in rows["findings"][1:]} == case.ids("finding"), "csv: the findings are others")
    with zipfile.ZipFile(folder / "tables.zip") as zipped:
        for name in rows:
            packed = zipped.read(f"{name}.csv")
            check(packed == (folder / "tables" / f"{name}.csv").read_bytes(), f"csv: {name} in the ZIP file is another")
    return ", ".join(f"{len(table) - 1} {name}" for name, table in rows.items())


SIDECAR = [[], []]


def main():
    clew, folder = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    run(clew, folder, "demo", "--no-serve")
    paths = {form: folder / f"demo.{form}" for form in FORMS}
    for form, path in paths.items():
        run(clew, folder, "export", "demo", "--format", form, "--out", path.name)
    for name in ["tables", "tables.zip"]:
        run(clew, folder, "export", "demo", "--format", "csv", "--out", name)
    case = Case(paths["jsonl"].read_text())
    SIDECAR[0] = [json.loads(line) for line in (folder / "demo.clew.jsonl").read_text().splitlines()]
    SIDECAR[1] = [json.loads(line) for line in paths["ftm"].read_text().splitlines()]
    n_failed = 0
    checks = [(form, lambda form=form: globals()[form](paths[form], case)) for form in FORMS[1:]]
    checks.append(("ftm out and in", lambda: again(clew, folder)))
    for form, read in [("csv", lambda: tables(folder, case)), *checks]:
        try:
            print(f"{form}: {read()}")
        except Exception as error:  # one form that is wrong must not hide another
            n_failed += 1
            print(f"{form}: WRONG: {type(error).__name__}: {error!s:.1500}")
    print(f"{len(checks) + 1 - n_failed} passed, {n_failed} failed")
    return 1 if n_failed else 0


if __name__ == "__main__":
    sys.exit(main())
