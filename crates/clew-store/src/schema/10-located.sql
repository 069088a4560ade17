-- Derived, from one document alone: which chains name a place whose location is known.

CREATE TABLE location (
    number INTEGER PRIMARY KEY,
    body   TEXT NOT NULL UNIQUE         -- JSON of the model's Location
) STRICT;

CREATE TABLE located (
    document INTEGER NOT NULL REFERENCES document,
    chain    INTEGER NOT NULL,
    location INTEGER NOT NULL REFERENCES location,
    PRIMARY KEY (document, chain)
) STRICT, WITHOUT ROWID;
