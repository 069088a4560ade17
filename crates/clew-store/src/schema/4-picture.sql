-- Derived: what each document tells in short, and the picture that is drawn from all of them. The picture's tables are rewritten
-- row by row where they differ; `body` is JSON of the model's type of the same name.

CREATE TABLE told (
    document INTEGER PRIMARY KEY REFERENCES document,
    told     BLOB NOT NULL              -- zstd of JSON
) STRICT;

-- A chain's names are told; here stands only whose it is.
DROP TABLE chain;
CREATE TABLE chain (
    document INTEGER NOT NULL REFERENCES document,
    chain    INTEGER NOT NULL,
    entity   TEXT NOT NULL REFERENCES entity DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (document, chain)
) STRICT, WITHOUT ROWID;
CREATE INDEX chain_of_entity ON chain (entity);

-- An id that an entity had, or would have had alone, and the entity it is part of now.
CREATE TABLE redirect (
    id     TEXT PRIMARY KEY,
    entity TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Two entities that may be one: a person decides.
CREATE TABLE doubt (
    first  TEXT NOT NULL,
    second TEXT NOT NULL,
    score  REAL NOT NULL,
    why    TEXT NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubt_by_score ON doubt (score DESC);
CREATE INDEX doubt_by_second ON doubt (second);

CREATE TABLE event (
    id        TEXT PRIMARY KEY,
    predicate TEXT NOT NULL,
    earliest  TEXT,
    latest    TEXT,
    part_of   TEXT,
    body      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_by_day ON event (earliest, latest);
CREATE INDEX event_of_event ON event (part_of);

CREATE TABLE finding (
    id        TEXT PRIMARY KEY,
    predicate TEXT NOT NULL,
    standing  TEXT NOT NULL,
    earliest  TEXT,
    latest    TEXT,
    body      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_standing ON finding (standing);
CREATE INDEX finding_by_day ON finding (earliest, latest);

-- Which entities take part in which events and findings, in which role.
CREATE TABLE tie (
    entity TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('event', 'finding')),
    id     TEXT NOT NULL,
    role   TEXT NOT NULL,
    PRIMARY KEY (entity, kind, id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_by_id ON tie (kind, id);

-- Each claim with its sentence, and what became of it: its finding, its event, its origin (JSON).
CREATE TABLE claim (
    document  INTEGER NOT NULL REFERENCES document,
    claim     INTEGER NOT NULL,
    predicate TEXT NOT NULL,
    polarity  TEXT NOT NULL,
    certainty TEXT NOT NULL,
    start     INTEGER NOT NULL,         -- of its sentence, in code points
    end       INTEGER NOT NULL,
    finding   TEXT,
    event     TEXT,
    origin    TEXT,
    PRIMARY KEY (document, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE knowledge (
    who           TEXT NOT NULL,
    matter_kind   TEXT NOT NULL CHECK (matter_kind IN ('finding', 'event', 'words')),
    matter        TEXT NOT NULL,
    document      INTEGER NOT NULL,
    claim         INTEGER NOT NULL,
    no_later_than TEXT,
    PRIMARY KEY (who, matter_kind, matter, document, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX knowledge_by_matter ON knowledge (matter_kind, matter);

-- A person's steps in proceedings, in order.
CREATE TABLE status (
    entity   TEXT NOT NULL,
    nth      INTEGER NOT NULL,
    what     TEXT NOT NULL,
    earliest TEXT,
    latest   TEXT,
    body     TEXT NOT NULL,
    PRIMARY KEY (entity, nth)
) STRICT, WITHOUT ROWID;

-- Cases of before have none of this: all that is derived is worked out again when they are next written to.
UPDATE state SET value = '' WHERE key = 'derived_by';
