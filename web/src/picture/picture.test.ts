import { expect, test } from "vitest";
import { beforeBySentence } from "./before";
import { byDays, incidentsOf, mainEvents, spanOf, usualSpan } from "./incidents";
import { actorsOf, sideOf, toldOnce } from "./knowing";
import { claim, event, finding, knew, origin } from "./made_up";
import { listed, matterInWords, nextQuestions } from "./questions";
import { rolesTold } from "./roles";
import { barOf, mostOf, tollsOf } from "./toll";
import { voicesOf } from "./voices";

const FERRY = "Four people died when the ferry sank off Ostby, the harbour police said on Monday.";

test("who says what: each origin once, who spoke first comes first, copies beneath the sentence", () => {
  const clerk = origin("a clerk", "unnamed");
  const voices = voicesOf([
    claim(3, null, "Nobody was warned.", { origin: clerk }),
    claim(2, "2031-05-08", `OSTBY, May 8 - ${FERRY}`, { publisher: "Valley Post" }),
    claim(1, "2031-05-07", FERRY),
    claim(1, "2031-05-07", FERRY, { claim: 1, predicate: "Disaster" }),
    claim(4, "2031-05-09", "Six people died."),
  ]);
  expect(voices.map((voice) => voice.origin?.name)).toEqual(["the harbour police", "a clerk"]);
  const [police] = voices;
  expect(police).toMatchObject({ nDocuments: 3, since: { earliest: "2031-05-07" } });
  expect(
    police?.sayings.map(({ first, claims, copies }) => [
      first.document,
      claims.map((one) => one.predicate),
      copies.length,
    ]),
  ).toEqual([
    [1, ["Die", "Disaster"], 1],
    [4, ["Die"], 0],
  ]);
});

test("what one sentence asserts and what it denies both stay with it", () => {
  const [voice] = voicesOf([
    claim(1, "2031-05-07", "He knew of it but warned nobody.", { predicate: "Learn" }),
    claim(1, "2031-05-07", "He knew of it but warned nobody.", { claim: 1, predicate: "Warn", polarity: "denied" }),
  ]);
  expect(voice?.sayings.map(({ claims }) => claims.map(({ polarity }) => polarity))).toEqual([["asserted", "denied"]]);
});

test("a short sentence is no copy of one that ends alike", () => {
  const voices = voicesOf([claim(1, "2031-05-07", "He died."), claim(2, "2031-05-08", "She said that he died.")]);
  expect(voices[0]?.sayings).toHaveLength(2);
});

test("a toll is the numbers of the event's own claims, in the order in which they could be read", () => {
  const [four, six, other] = [claim(1, "2031-05-07", "4"), claim(2, "2031-05-09", "6"), claim(9, "2031-05-08", "7")];
  const killed = (low: number, high: number | null) => ({ what: "killed", low, high });
  const groups = [
    [
      finding("b", { quantity: killed(6, null), claims: [six] }),
      finding("a", { quantity: killed(4, 4), claims: [four] }),
    ],
    [finding("c", { quantity: killed(7, 7), claims: [other] }), finding("d", { claims: [four] })],
  ];
  const [toll, ...rest] = tollsOf(groups, [four, six]);
  expect(rest).toEqual([]);
  expect(toll?.steps.map((step) => step.finding.id)).toEqual(["a", "b"]);
  expect(toll && mostOf(toll)).toBe(6);
  expect(barOf(killed(6, null), 6)).toEqual({ surely: 100, atMost: 100, isOpen: true });
  expect(barOf({ what: "killed", low: 2, high: 3 }, 6)).toMatchObject({ atMost: 50, isOpen: false });
});

test("parts stand under their incident, also where only a part fits; by the incident's days", () => {
  const events = [
    event("inquiry", "2030-01-02", { part_of: "sinking", predicate: "Investigate", name: "the inquiry" }),
    event("sinking", "2031-05-06", { n_documents: 3 }),
    event("storm", "2031-05-01"),
    event("lost part", "2031-06-01", { part_of: "not in the list" }),
  ];
  const all = { words: "", predicate: "", leastDocuments: 1 };
  const ids = (wanted: typeof all): unknown[] =>
    incidentsOf(events, wanted).map(({ event: { id }, parts }) => [id, parts.map((part) => part.id)]);
  expect(ids(all)).toEqual([
    ["storm", []],
    ["sinking", ["inquiry"]],
    ["lost part", []],
  ]);
  expect(ids({ ...all, words: "INQ" })).toEqual([["sinking", ["inquiry"]]]);
  expect(ids({ ...all, predicate: "Investigate" })).toEqual([["sinking", ["inquiry"]]]);
  expect(ids({ ...all, leastDocuments: 2 })).toEqual([["sinking", []]]);
  expect(byDays(incidentsOf(events, all)).map(([days]) => days)).toEqual(["1 May 2031", "6 May 2031", "1 June 2031"]);
  const denied = event("d", null, { polarity: "denied", n_documents: 9 });
  expect(mainEvents([...events, denied, event("p", null, { modality: "planned", n_documents: 9 })], 1)[0]?.id).toBe(
    "sinking",
  );
  expect(mainEvents([...events, event("x", null, { predicate: "Publish", n_documents: 9 })], 1)[0]?.id).toBe("sinking");
});

test("events that are part of one another do not hang the screen", () => {
  const round = [event("a", null, { part_of: "b" }), event("b", null, { part_of: "a" })];
  expect(incidentsOf(round, { words: "", predicate: "", leastDocuments: 1 })).toHaveLength(2);
});

test("the span of days, and the days on which nearly all lie", () => {
  const day = (iso: string) => ({ earliest: iso, latest: iso });
  expect(spanOf([day("2031-05-06"), { earliest: null, latest: "2030-01-01" }])).toEqual({
    earliest: "2030-01-01",
    latest: "2031-05-06",
  });
  expect(spanOf([])).toEqual({ earliest: null, latest: null });
  const days = [day("1898-08-01"), ...Array.from({ length: 9 }, (_, nth) => day(`2031-05-0${nth + 1}`))];
  expect(usualSpan(days)?.earliest).toBe("2031-05-01");
  expect(usualSpan([])).toBeUndefined();
});

test("a table's rows are its actors, each with what shows that it knew a matter, the earliest first", () => {
  const known = [
    knew("anna", "2031-05-03", "the valve"),
    knew("anna", "2031-05-01", "the valve"),
    knew("bert", "2031-05-04", "the memo"),
  ];
  const actors = ["anna", "bert"].map((who, nth) => ({ who, name: who.toUpperCase(), n_matters: 3 - nth }));
  const rows = actorsOf({
    actors,
    n_actors: 5,
    matters: ["the valve", "the memo"],
    n_matters: 4,
    n_left_out: 0,
    known,
  });
  expect(rows.map(({ name, nMatters }) => [name, nMatters])).toEqual([
    ["ANNA", 3],
    ["BERT", 2],
  ]);
  expect(rows[0]?.knew.get("the valve")?.map((row) => row.no_later_than)).toEqual(["2031-05-01", "2031-05-03"]);
  expect(rows[1]?.knew.has("the valve")).toBe(false);
});

test("what one sentence shows of an actor in several ways is one line a day", () => {
  const shown = claim(1, "2031-05-07", "She learned of it at noon.");
  const rows = [
    knew("anna", "2031-05-03", "the leak", { shown_by: shown }),
    knew("anna", "2031-05-03", "the leak", { shown_by: shown }),
  ];
  expect(toldOnce([...rows, knew("anna", "2031-05-04", "the leak", { shown_by: shown })])).toHaveLength(2);
});

test("a day lies before, within or after a line", () => {
  const line = { earliest: "2031-05-05", latest: "2031-05-06" };
  expect(["2031-05-04", "2031-05-05", "2031-05-06", "2031-05-07"].map((day) => sideOf(day, line))).toEqual([
    "before",
    "on",
    "on",
    "after",
  ]);
  expect(sideOf(null, line)).toBeUndefined();
  expect(sideOf("2031-05-04", undefined)).toBeUndefined();
  expect(sideOf("2031-05-04", { earliest: null, latest: null })).toBeUndefined();
});

test("a role is never told without how it is told and by whom", () => {
  const line = claim(1, "2031-05-07", "Police believe that Weil may have set the fire.");
  const weil = { role: "Attacker", kind: "entity", id: "weil", words: "Aron Weil" } as const;
  const told = {
    polarity: "asserted",
    certainty: "even",
    modality: "actual",
    opinion: false,
    arguments: [{ role: "Attacker", entity: "weil", words: "Weil", span: [0, 4] }],
  };
  const claimOf = () => told as unknown as ReturnType<Parameters<typeof rolesTold>[2]>;
  expect(rolesTold([weil], [line], claimOf)[0]?.told).toEqual([
    { how: "asserted; an even chance", by: "the harbour police" },
  ]);
  expect(rolesTold([{ ...weil, role: "Victim" }], [line], claimOf)[0]?.told).toEqual([]);
});

test("what is left open becomes questions, and nothing is asked where nothing is open", () => {
  expect(nextQuestions({ disputes: [], events: [], doubts: [] })).toEqual([]);
  const weil = { role: "Victim", kind: "entity", id: "w", words: "Aron Weil" } as const;
  const one = finding("f1", { arguments: [weil], origins: [origin("the harbour police")] });
  const other = finding("f2", { arguments: [weil], origins: [origin("a clerk"), origin("the ministry")] });
  const light = [finding("f3", { origins: [origin("a clerk")] })];
  const questions = nextQuestions({
    disputes: [[one, other], light],
    events: [event("pier", "2031-05-06", { n_claims: 4 }), event("told twice", null, { n_documents: 2, n_claims: 9 })],
    doubts: [],
  });
  expect(questions.map(({ words, address }) => [words, address])).toEqual([
    ["Which account holds? Die: Aron Weil", "/accounts/f1"],
    ["Who else can tell of this: the fire at pier?", "/events/pier"],
  ]);
  expect(questions[0]?.why).toBe(
    "2 accounts cannot all hold, on the word of the harbour police, a clerk and the ministry.",
  );
});

test("lists of names are cut short", () => {
  expect(listed(["a"], 3)).toBe("a");
  expect(listed(["a", "b", "c"], 3)).toBe("a, b and c");
  expect(listed(["a", "b", "c", "d"], 3)).toBe("a, b and 2 others");
  expect(matterInWords([finding("f", { quantity: { what: "killed", low: 4, high: 4 } })])).toBe("Killed");
});

test("a sentence from before an event stands once, with all whom it names", () => {
  const line = (id: string) => ({ id, name: id, names: [id], n_documents: 1, n_mentions: 1, type: "Person" as const });
  const told = beforeBySentence([
    { claim: claim(1, "2031-05-01", "A met B."), entity: line("a") },
    { claim: claim(1, "2031-05-01", "A met B.", { claim: 1 }), entity: line("b") },
    { claim: claim(1, "2031-05-01", "A met B.", { claim: 1 }), entity: line("b") },
  ]);
  expect(told.map(({ entities }) => entities.map(({ id }) => id))).toEqual([["a", "b"]]);
});
