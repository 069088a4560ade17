-- What makes a change of the log of decisions show: of each decision the hash of what its row holds, and the hash of all rows up to
-- it (RFC 9162, section 2.1.1). A row's entry is the JSON array of its columns, in the table's order; its instants and its JSON are
-- the texts that stand in them.
CREATE TABLE decision_log (
    number INTEGER PRIMARY KEY REFERENCES decision,
    leaf   BLOB NOT NULL CHECK (length(leaf) = 32),
    tree   BLOB NOT NULL CHECK (length(tree) = 32)
) STRICT;

CREATE TRIGGER decision_log_is_kept  BEFORE DELETE ON decision_log BEGIN SELECT RAISE(ABORT, 'the log is kept for good'); END;
CREATE TRIGGER decision_log_is_fixed BEFORE UPDATE ON decision_log BEGIN SELECT RAISE(ABORT, 'the log never changes'); END;

-- Of a decision that was brought from another case: JSON with its number there, and when it was recorded.
ALTER TABLE decision ADD COLUMN brought_from TEXT;
