-- Predicate files that a person gave the case (docs/predicates.md), appended: the latest of a name counts, and one
-- without a text takes the file out. Read, not derived: `clew rebuild` keeps them.
CREATE TABLE predicate_file (
    number      INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,
    text        TEXT,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX predicate_file_by_name ON predicate_file (name, number);

CREATE TRIGGER predicate_file_is_kept  BEFORE DELETE ON predicate_file BEGIN SELECT RAISE(ABORT, 'a predicate file is kept for good'); END;
CREATE TRIGGER predicate_file_is_fixed BEFORE UPDATE ON predicate_file BEGIN SELECT RAISE(ABORT, 'a predicate file never changes'); END;

-- Which of the case's predicate files the claims of a document were read with: a hash of them all, '' for none.
ALTER TABLE annotated ADD COLUMN read_with TEXT NOT NULL DEFAULT '';
-- Asked at every opening: the column stands behind blobs of many pages.
CREATE INDEX annotated_by_read_with ON annotated (read_with);
