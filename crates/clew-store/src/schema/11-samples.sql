-- Shingles stand in a table of their own: they are read of every document whenever one is added, and in `annotated` they stood behind
-- blobs of many pages.
CREATE TABLE sample (
    document INTEGER PRIMARY KEY REFERENCES document,
    reading  INTEGER NOT NULL REFERENCES reading,
    shingles BLOB NOT NULL              -- sampled shingle hashes, little-endian u32
) STRICT;
INSERT INTO sample (document, reading, shingles) SELECT document, reading, shingles FROM annotated;
ALTER TABLE annotated DROP COLUMN shingles;

