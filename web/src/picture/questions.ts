/** What to ask next: made from what the case leaves open, never a judgement of anybody. */
import type { DoubtedPair, EventLine, Finding } from "../api/answers";
import { accountsAddress, eventAddress } from "../address/address";
import { predicateInWords } from "../words/claims";
import { groupedBy } from "./grouped";
import { asHeading } from "./incidents";

/** A question, why it arises, and where to begin. */
export interface Question {
  words: string;
  why: string;
  address: string;
}

/** What the case leaves open, as far as it was asked for, what most rests on first. */
export interface Open {
  disputes: readonly (readonly Finding[])[];
  events: readonly EventLine[];
  doubts: readonly DoubtedPair[];
}

/** At most one question of each kind, what most rests on first. */
export function nextQuestions({ disputes, events, doubts }: Open): Question[] {
  return [ofDispute(disputes), ofLoneEvent(events), ofDoubt(doubts)].filter((question) => question !== undefined);
}

function ofDispute(disputes: Open["disputes"]): Question | undefined {
  const [group] = disputes;
  const [first] = group ?? [];
  if (!group || !first) return undefined;
  const names = [...new Set(group.flatMap(({ origins }) => origins.map(({ name }) => name)))];
  return {
    words: `Which account holds? ${matterInWords(group)}`,
    why: `${group.length === 1 ? "It is both stated and denied" : `${group.length} accounts cannot all hold`}, on the word of ${listed(names, 4)}.`,
    address: accountsAddress(first.id),
  };
}

/** An event that several claims tell of, all in one document. */
function ofLoneEvent(events: Open["events"]): Question | undefined {
  const [event] = events
    .filter((one) => one.n_documents === 1 && one.n_claims > 1 && !one.part_of)
    .toSorted((a, b) => b.n_claims - a.n_claims);
  if (!event) return undefined;
  return {
    words: `Who else can tell of this: ${event.name}?`,
    why: `${event.n_claims} claims tell of it, all in one document.`,
    address: eventAddress(event.id),
  };
}

function ofDoubt([doubt]: Open["doubts"]): Question | undefined {
  if (!doubt) return undefined;
  return {
    words: `Are ${doubt.one.name} and ${doubt.other.name} one?`,
    why: "clew keeps them apart until somebody decides.",
    address: "/review",
  };
}

/** What findings that stand beside one another are about: their predicates, and whom they share. */
export function matterInWords(group: readonly Finding[]): string {
  const predicates = [
    ...new Set(group.map((finding) => finding.quantity?.what ?? predicateInWords(finding.predicate))),
  ];
  const about = [...groupedBy(group.flatMap(namesIn), (name) => name)].toSorted((a, b) => b[1].length - a[1].length);
  const names = about.slice(0, 2).map(([name]) => name);
  const what = asHeading(listed(predicates, 3).toLowerCase());
  return names.length > 0 ? `${what}: ${listed(names, 2)}` : what;
}

function namesIn(finding: Finding): string[] {
  return [...new Set(finding.arguments.filter(({ kind }) => kind !== "words").map(({ words }) => words))];
}

/** "A, B and C", "A, B and 3 others". */
export function listed(words: readonly string[], most: number): string {
  if (words.length <= 1) return words[0] ?? "";
  const shown = words.length <= most ? words.slice(0, -1) : words.slice(0, most - 1);
  const rest = words.length - shown.length;
  const last = rest === 1 ? (words.at(-1) ?? "") : `${rest} others`;
  return `${shown.join(", ")} and ${last}`;
}
