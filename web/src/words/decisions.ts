/** Decisions in words: what each did, and what became of it. */
import type { LoggedDecision } from "../api/answers";
import { correctionInWords, predicateInWords, VERDICTS } from "./claims";
import { credibilityInWords, reliabilityInWords } from "./ratings";
import { oneOf, THING_TYPES } from "./things";

/** What a decision says: "“Ferriday” and “Conrad Ferriday” are one"; the log tells what it takes back, where it does. */
export function decisionInWords(logged: LoggedDecision, log: readonly LoggedDecision[] = []): string {
  const { decision, about, instead, takes_back } = logged;
  const [one, other] = about.map(({ name }) => `“${name}”`);
  const type = THING_TYPES.find((thing) => thing === instead);
  switch (decision.verdict) {
    case "merge":
      return `${one} and ${other} are one`;
    case "apart":
      return `${one} and ${other} are two`;
    case "unsure":
      return `whether ${one} and ${other} are one cannot be told`;
    case "split":
      return `${one} is two: some of what goes by this name is another`;
    case "rename":
      return `${one} goes by “${instead ?? ""}”`;
    case "retype":
      return `${one} is of type ${type ? oneOf(type) : (instead ?? "")}`;
    case "protect":
      return `${one} is protected${instead ? `: called “${instead}” in what leaves the case` : ""}`;
    case "add-mention":
      return `${one} refers to ${type ? `something new: ${oneOf(type)}` : `“${instead ?? ""}”`}`;
    case "add-claim":
      return `${claimIn(about)} is made by hand`;
    case "rate-source":
      return `${one} as a source of information: ${decision.reliability ? reliabilityInWords(decision.reliability) : ""}`;
    case "rate-claim":
      return `${claimIn(about)}: ${decision.credibility ? credibilityInWords(decision.credibility) : ""}`;
    case "retract":
      return takes_back == null ? `document ${one} is withdrawn` : takenBackInWords(takes_back, log);
    case "accept":
    case "reject":
      if (!decision.claim) return `${one} is no mention of anything`;
      return `${claimIn(about)} is ${decision.verdict === "accept" ? "right" : "not right"}`;
    case "correct":
      if (!decision.claim) return `${one} reads otherwise: ${type ? oneOf(type) : `“${instead ?? ""}”`}`;
      return `${claimIn(about)} reads ${decision.correction ? correctionInWords(decision.correction) : "otherwise"}`;
  }
}

function takenBackInWords(number: number, log: readonly LoggedDecision[]): string {
  const taken = log.find(({ decision }) => decision.number === number);
  const what = taken && taken.takes_back == null ? `, that ${decisionInWords(taken)}` : "";
  return `decision ${number}${what}`;
}

function claimIn(about: LoggedDecision["about"]): string {
  const [claim] = about;
  return `the claim ${claim ? `“${predicateInWords(claim.name)}”` : ""}`.trim();
}

/** The verdict's word and sign in the log: a document is withdrawn, a decision taken back. */
export function verdictInLog({ decision, takes_back }: LoggedDecision): { word: string; sign: string } {
  if (decision.verdict === "retract" && takes_back == null) return { word: "withdrawn", sign: "⊘" };
  return decision.verdict === "retract" ? { word: "taken back", sign: "↶" } : VERDICTS[decision.verdict];
}

/** What became of a decision, where it does not simply stand. */
export function fateInWords(logged: LoggedDecision): string | undefined {
  if (logged.undone_by != null) return `taken back by decision ${logged.undone_by}`;
  if (logged.is_overruled) return "overruled: a later decision says the contrary";
  if (logged.is_left) return "applies to nothing now: the words are not there, or are read otherwise";
  return undefined;
}
