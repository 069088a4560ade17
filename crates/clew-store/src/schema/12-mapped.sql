-- What a reading states where a person said how to read it: a table by a mapping, the entities of FollowTheMoney. Read, not
-- derived: `clew rebuild` keeps it, and the language engine has no part in it.
CREATE TABLE mapped (
    reading     INTEGER PRIMARY KEY REFERENCES reading,
    mapping     TEXT NOT NULL,   -- what said how, as it was written
    annotation  BLOB NOT NULL    -- JSON, zstd
) STRICT;

CREATE TRIGGER mapped_is_kept  BEFORE DELETE ON mapped BEGIN SELECT RAISE(ABORT, 'what a mapping read is kept for good'); END;
CREATE TRIGGER mapped_is_fixed BEFORE UPDATE ON mapped BEGIN SELECT RAISE(ABORT, 'what a mapping read never changes'); END;
