import type { components, paths } from "./schema";

type Schemas = components["schemas"];

export type Adding = Schemas["Adding"];
export type AddingRun = Schemas["AddingRun"];
export type AddedClaim = Schemas["AddedClaim"];
export type Basis = Schemas["Basis"];
export type Before = Schemas["Before"];
export type Beside = Schemas["Beside"];
export type CaseEvent = Schemas["Event"];
export type Claim = Schemas["Claim"];
export type ClaimLine = Schemas["ClaimLine"];
export type Claims = Schemas["Claims"];
export type ClaimRating = Schemas["ClaimRating"];
export type CopyLine = Schemas["CopyLine"];
export type Decision = Schemas["Decision"];
export type Document = Schemas["Document"];
export type DocumentLine = Schemas["DocumentLine"];
export type Dossier = Schemas["Dossier"];
export type Doubt = Schemas["Doubt"];
export type DoubtedPair = Schemas["DoubtedPair"];
export type Entity = Schemas["Entity"];
export type EntityLine = Schemas["EntityLine"];
export type EventCounts = Schemas["EventCounts"];
export type EventLine = Schemas["EventLine"];
export type EventPage = Schemas["EventPage"];
export type Filling = Schemas["Filling"];
export type Finding = Schemas["Finding"];
export type Interval = Schemas["Interval"];
export type KnowingTable = Schemas["KnowingTable"];
export type Knowledge = Schemas["Knowledge"];
export type LocatedBy = Schemas["LocatedBy"];
export type LoggedDecision = Schemas["LoggedDecision"];
export type Network = Schemas["Network"];
export type NewClaim = Schemas["NewClaim"];
export type NewCorrection = Schemas["NewCorrection"];
export type NewDecision = Schemas["NewDecision"];
export type NewEntityDecision = Schemas["NewEntityDecision"];
export type NewMention = Schemas["NewMention"];
export type NewMentionDecision = Schemas["NewMentionDecision"];
export type NewNote = Schemas["NewNote"];
export type Note = Schemas["Note"];
export type Origin = Schemas["Origin"];
export type Outcome = Schemas["Outcome"];
export type OutcomeWord = Schemas["OutcomeWord"];
export type Overview = Schemas["Overview"];
export type Place = Schemas["Place"];
export type PlaceLine = Schemas["PlaceLine"];
export type Published = Schemas["Published"];
export type PublishedCount = Schemas["PublishedCount"];
export type Quantity = Schemas["Quantity"];
export type Quote = Schemas["Quote"];
export type Reliability = Schemas["Reliability"];
export type SourceLine = Schemas["SourceLine"];
export type SourceRating = Schemas["SourceRating"];
export type Span = Schemas["Span"];
export type Standing = Schemas["Standing"];
export type Status = Schemas["Status"];
export type Step = Schemas["Step"];
export type Tally = Schemas["Tally"];
export type ThingType = Schemas["ThingType"];
export type Tie = Schemas["Tie"];
export type TimelineCount = Schemas["TimelineCount"];
export type TimelineItem = Schemas["TimelineItem"];
export type Way = Schemas["Path"];

type Get<P extends keyof paths> = paths[P] extends { get: infer G } ? G : never;

/** Paths that answer with JSON. */
export type Path = {
  [P in keyof paths]: Get<P> extends { responses: { 200: { content: { "application/json": unknown } } } } ? P : never;
}[keyof paths];

/** What the server answers on a path. */
export type Answer<P extends Path> =
  Get<P> extends { responses: { 200: { content: { "application/json": infer A } } } } ? A : never;

type Parameters<P extends Path> = Get<P> extends { parameters: infer Q } ? Q : object;

/** What a path can be asked: the names in it, and its query. */
export type Asked<P extends Path> = (Parameters<P> extends { path: infer N } ? { path: N } : { path?: never }) &
  (Parameters<P> extends { query: infer Q }
    ? { query: Q }
    : { query?: Parameters<P> extends { query?: infer Q } ? Q : never });

type Post<P extends keyof paths> = paths[P] extends { post: infer O } ? O : never;

/** Paths that change the case. */
export type ChangingPath = { [P in keyof paths]: Post<P> extends { requestBody: unknown } ? P : never }[keyof paths];

/** What a changing path is told: the names in it, and its body. */
export type Told<P extends ChangingPath> = (Post<P> extends { parameters: { path: infer N } }
  ? { path: N }
  : { path?: never }) & {
  body: Post<P> extends { requestBody: { content: { "application/json": infer B } } } ? B : never;
};

/** What the server answers to a change. */
export type Changed<P extends ChangingPath> =
  Post<P> extends { responses: { 200: { content: { "application/json": infer A } } } } ? A : never;
