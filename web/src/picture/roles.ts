/** Who is told to have what role in an event, how surely, and on whose word. */
import type { Claim, ClaimLine, Filling } from "../api/answers";
import { statedInWords } from "../words/claims";
import { originInWords } from "../words/origins";
import { groupedBy } from "./grouped";
import { listed } from "./questions";

/** A participant in a role, and each way in which claims tell so. */
export interface RoleTold {
  role: string;
  filling: Filling;
  /** How it is told, flatly first, and by whom. */
  told: { how: string; by: string }[];
  nClaims: number;
}

/** Participants in their roles, those most claims tell of first within the role's order. */
export function rolesTold(
  participants: readonly Filling[],
  claims: readonly ClaimLine[],
  claimOf: (line: ClaimLine) => Claim | undefined,
): RoleTold[] {
  return participants.map((filling) => {
    const telling = claims.flatMap((line) => {
      const claim = claimOf(line);
      const isIn = claim?.arguments.some(({ role, entity }) => role === filling.role && entity === filling.id);
      return claim && isIn ? [{ how: statedInWords(claim), by: originInWords(line.origin) }] : [];
    });
    const ways = [...groupedBy(telling, ({ how }) => how)].map(([how, told]) => ({
      how,
      by: listed([...new Set(told.map(({ by }) => by))], 3),
    }));
    return { role: filling.role, filling, told: ways, nClaims: telling.length };
  });
}
