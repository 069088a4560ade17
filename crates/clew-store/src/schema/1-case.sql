-- A case. Three kinds of tables, never mixed:
--   read     what was read, appended (triggers refuse changes)
--   derived  recomputable from what was read; `clew rebuild` deletes and refills them
--   state    how far the derivation has come
-- Days are ISO 8601 text, instants RFC 3339 text in UTC, spans JSON arrays of code points.

---------------------------------------------------------------- read

CREATE TABLE original (
    sha256      BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    n_bytes     INTEGER NOT NULL,
    zstd        BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A document is its id (path, or `container!member`) and the SHA-256 of its original.
CREATE TABLE document (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL,
    sha256       BLOB NOT NULL REFERENCES original,
    media_type   TEXT NOT NULL,
    retrieved_at TEXT,
    recorded_at  TEXT NOT NULL,
    UNIQUE (id, sha256)
) STRICT;

-- What ingest made of an original. Reading again (Tesseract was installed since, a date was given) appends another; the
-- latest counts.
CREATE TABLE reading (
    number             INTEGER PRIMARY KEY,
    document           INTEGER NOT NULL REFERENCES document,
    title              TEXT,
    publisher          TEXT,
    authors            TEXT NOT NULL,   -- JSON array of strings
    published_earliest TEXT,
    published_latest   TEXT,
    published_basis    TEXT,
    url                TEXT,
    language           TEXT,
    missing            TEXT NOT NULL,   -- JSON array of strings
    furniture          TEXT NOT NULL,   -- JSON array of spans
    text               TEXT NOT NULL,
    recorded_at        TEXT NOT NULL
) STRICT;
CREATE INDEX reading_of_document ON reading (document, number);

-- Every input's outcome. The same input with the same outcome is not recorded again.
CREATE TABLE input (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    sha256      BLOB,                   -- null where the bytes could not be had
    outcome     TEXT NOT NULL CHECK (outcome IN ('added', 'partial', 'skipped', 'failed')),
    why         TEXT,
    document    INTEGER REFERENCES document,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX input_by_id ON input (id, number);
CREATE INDEX input_by_document ON input (document);

-- Files that were read to their end with nothing missing: while their bytes are the same they are not read again.
CREATE TABLE finished_file (
    id          TEXT NOT NULL,
    sha256      BLOB NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (id, sha256)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER original_is_kept  BEFORE DELETE ON original BEGIN SELECT RAISE(ABORT, 'an original is kept for good'); END;
CREATE TRIGGER original_is_fixed BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'an original never changes'); END;
CREATE TRIGGER document_is_kept  BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'a document is kept for good'); END;
CREATE TRIGGER document_is_fixed BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'a document never changes'); END;
CREATE TRIGGER reading_is_kept   BEFORE DELETE ON reading  BEGIN SELECT RAISE(ABORT, 'a reading is kept for good'); END;
CREATE TRIGGER reading_is_fixed  BEFORE UPDATE ON reading  BEGIN SELECT RAISE(ABORT, 'a reading never changes'); END;
CREATE TRIGGER input_is_kept     BEFORE DELETE ON input    BEGIN SELECT RAISE(ABORT, 'an outcome is kept for good'); END;
CREATE TRIGGER input_is_fixed    BEFORE UPDATE ON input    BEGIN SELECT RAISE(ABORT, 'an outcome never changes'); END;

---------------------------------------------------------------- derived

-- One row a document, of its latest reading: what lists and filters need, and what language read in it.
CREATE TABLE annotated (
    document           INTEGER PRIMARY KEY REFERENCES document,
    reading            INTEGER NOT NULL REFERENCES reading,
    published_earliest TEXT,            -- as in the reading, or inferred
    published_latest   TEXT,
    published_basis    TEXT,
    is_analysed        INTEGER NOT NULL,
    n_words            INTEGER NOT NULL,
    annotation         BLOB NOT NULL,   -- zstd of JSON
    shingles           BLOB NOT NULL    -- sampled shingle hashes, little-endian u32
) STRICT;
CREATE INDEX annotated_by_day ON annotated (published_latest, published_earliest);

CREATE TABLE chain (
    document      INTEGER NOT NULL REFERENCES document,
    chain         INTEGER NOT NULL,
    thing         TEXT NOT NULL,
    name          TEXT NOT NULL,
    names         TEXT NOT NULL,        -- JSON array: the names among its mentions
    first_mention INTEGER NOT NULL,
    n_mentions    INTEGER NOT NULL,
    entity        TEXT REFERENCES entity DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (document, chain)
) STRICT, WITHOUT ROWID;
CREATE INDEX chain_of_entity ON chain (entity);

CREATE TABLE entity (
    id          TEXT PRIMARY KEY,
    thing       TEXT NOT NULL,
    name        TEXT NOT NULL,
    names       TEXT NOT NULL,          -- JSON array, the listed name first
    is_named    INTEGER NOT NULL,
    n_documents INTEGER NOT NULL,
    n_mentions  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_by_weight ON entity (is_named, thing, n_documents DESC, n_mentions DESC, name);

CREATE TABLE time_expression (
    document INTEGER NOT NULL REFERENCES document,
    nth      INTEGER NOT NULL,
    type     TEXT NOT NULL,
    value    TEXT NOT NULL,
    earliest TEXT NOT NULL,
    latest   TEXT NOT NULL,
    PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX time_by_day ON time_expression (earliest, latest);

-- Two documents of which one was written from the other; `first` has the smaller number. A share is that of a document's
-- own words that the other one has too; whether it could be the copy is not decided by the share alone.
CREATE TABLE overlap (
    first           INTEGER NOT NULL REFERENCES document,
    second          INTEGER NOT NULL REFERENCES document,
    share_of_first  REAL NOT NULL,
    share_of_second REAL NOT NULL,
    first_repeats   INTEGER NOT NULL,
    second_repeats  INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
CREATE INDEX overlap_by_second ON overlap (second);

CREATE TABLE copy (
    document INTEGER PRIMARY KEY REFERENCES document,
    of       INTEGER NOT NULL REFERENCES document,
    share    REAL NOT NULL
) STRICT;

CREATE VIRTUAL TABLE words USING fts5 (
    title, publisher, text,
    content = 'reading', content_rowid = 'number',
    tokenize = 'porter unicode61 remove_diacritics 2'
);

---------------------------------------------------------------- state

CREATE TABLE state (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
