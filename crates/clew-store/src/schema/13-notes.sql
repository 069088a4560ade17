-- Noted: a sixth kind of table. What people wrote down, appended version by version (triggers refuse changes); `clew rebuild` leaves it
-- alone. What a note is on and what it quotes are JSON with the words they rest on, as in `decision`.

CREATE TABLE note (
    number      INTEGER PRIMARY KEY,    -- of this version
    note        INTEGER NOT NULL,       -- the number of the note's first version
    noted_on    TEXT NOT NULL,
    text        TEXT,                   -- null: from here on it is removed
    quotes      TEXT NOT NULL,
    who         TEXT,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_note ON note (note, number);

CREATE TRIGGER note_is_kept  BEFORE DELETE ON note BEGIN SELECT RAISE(ABORT, 'a note is kept for good'); END;
CREATE TRIGGER note_is_fixed BEFORE UPDATE ON note BEGIN SELECT RAISE(ABORT, 'a version of a note never changes'); END;
