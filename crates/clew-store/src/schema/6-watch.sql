-- Derived, drawn with the picture.

-- Numbers, codes and addresses: the same key for the same one, however it is written.
CREATE TABLE identifier (
    document INTEGER NOT NULL,
    start    INTEGER NOT NULL,          -- in code points
    end      INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    key      TEXT NOT NULL,
    written  TEXT NOT NULL,
    PRIMARY KEY (document, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_by_key ON identifier (kind, key);

-- On whose word the case rests; `body` is JSON.
CREATE TABLE source (
    name   TEXT NOT NULL,
    entity TEXT NOT NULL,               -- '' of one that is no entity
    body   TEXT NOT NULL,
    PRIMARY KEY (name, entity)
) STRICT, WITHOUT ROWID;

-- Which claims tell of an event.
CREATE INDEX claim_of_event ON claim (event, document, claim);
-- Which documents were read since.
CREATE INDEX annotated_by_reading ON annotated (reading);

-- Watched: a fifth kind of table beside those that 1-case.sql and 3-decisions.sql tell of. What a person wants to be told of, and where the
-- case stood when they were last told. It says nothing of the case, so it changes as the person reads on; `clew rebuild` leaves it alone.

CREATE TABLE watched_name (
    name        TEXT PRIMARY KEY,
    recorded_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row once somebody watches: the last reading that they were told of, and when that was.
CREATE TABLE told_through (
    only        INTEGER PRIMARY KEY CHECK (only = 1),
    reading     INTEGER NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;

-- The findings that were disputed then.
CREATE TABLE told_disputed (
    finding TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Cases of before have no identifiers: all that is derived is worked out again when they are next written to.
UPDATE state SET value = '' WHERE key = 'derived_by';
