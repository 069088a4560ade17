/** Claims, findings and events of a made-up case, for tests. */
import type { ClaimLine, EventLine, Finding, Knowledge, Origin } from "../api/answers";

export function origin(name: string, kind: Origin["kind"] = "named"): Origin {
  return { name, kind, entity: null, n_documents: 1 };
}

export function claim(document: number, day: string | null, sentence: string, of: Partial<ClaimLine> = {}): ClaimLine {
  return {
    document,
    document_id: `letters/${document}`,
    claim: 0,
    publisher: "Ostby Courier",
    published_at: { earliest: day, latest: day },
    predicate: "Die",
    polarity: "asserted",
    certainty: "asserted",
    sentence,
    origin: origin("the harbour police"),
    ...of,
  };
}

export function finding(id: string, of: Partial<Finding> = {}): Finding {
  return {
    id,
    predicate: "Die",
    subtype: null,
    polarity: "asserted",
    modality: "actual",
    arguments: [],
    quantity: null,
    time: { earliest: null, latest: null },
    standing: "disputed",
    why: "",
    origins: [],
    against: [],
    superseded_by: null,
    claims: [],
    ...of,
  };
}

export function event(id: string, day: string | null, of: Partial<EventLine> = {}): EventLine {
  return {
    id,
    predicate: "Disaster",
    name: `the fire at ${id}`,
    polarity: "asserted",
    modality: "actual",
    time: { earliest: day, latest: day },
    places: [],
    part_of: null,
    participants: [],
    is_disputed: false,
    counts: [],
    n_documents: 1,
    n_claims: 1,
    ...of,
  };
}

export function knew(who: string, day: string | null, matter: string, of: Partial<Knowledge> = {}): Knowledge {
  return { who, who_name: who.toUpperCase(), no_later_than: day, matter, event: null, finding: null, ...of };
}
