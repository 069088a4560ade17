-- A fourth kind of table beside those that 1-case.sql tells of:
--   decided  what people decided, appended (triggers refuse changes); `clew rebuild` leaves it alone

-- A verdict, and what it is about: JSON with its `kind` ("claim": the words it rests on, as they stand in which original; "decision":
-- a number), never the number of anything derived. New verdicts and kinds are added, none is taken away.
CREATE TABLE decision (
    number      INTEGER PRIMARY KEY,
    verdict     TEXT NOT NULL,
    correction  TEXT,                   -- JSON: what is to stand instead, of a verdict that says so
    about       TEXT NOT NULL,
    who         TEXT,
    why         TEXT,
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER decision_is_kept  BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a decision is kept for good'); END;
CREATE TRIGGER decision_is_fixed BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
