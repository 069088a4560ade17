import type { Overview } from "../api/answers";
import { counted } from "./counts";

/** A sentence about something to look at, and the screen where it can be. */
interface Matter {
  words: string;
  address?: string;
}

/** What a person should look at, gravest first; nothing is said of what did not happen. */
export function attentionInWords(attention: Overview["attention"]): Matter[] {
  const matters: (Matter & { count: number })[] = [
    {
      count: attention.n_failed,
      words: `${counted(attention.n_failed, "input")} could not be read`,
      address: "/inputs?outcome=failed",
    },
    {
      count: attention.n_partial,
      words: `${counted(attention.n_partial, "document")} read in part`,
      address: "/documents?outcome=partial",
    },
    {
      count: attention.n_skipped,
      words: `${counted(attention.n_skipped, "input")} skipped`,
      address: "/inputs?outcome=skipped",
    },
    { count: attention.n_undated, words: `${counted(attention.n_undated, "document")} without a date` },
    {
      count: attention.n_date_inferred,
      words: `${counted(attention.n_date_inferred, "document")} dated only by what ${attention.n_date_inferred === 1 ? "it mentions" : "they mention"}`,
    },
    {
      count: attention.n_not_analysed,
      words: `${counted(attention.n_not_analysed, "document")} in a language that is not analysed`,
    },
    {
      count: attention.n_copies,
      words: `${counted(attention.n_copies, "document")} ${attention.n_copies === 1 ? "repeats" : "repeat"} an earlier one`,
    },
  ];
  return matters
    .filter(({ count }) => count > 0)
    .map(({ words, address }) => (address ? { words, address } : { words }));
}
