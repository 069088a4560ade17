-- Of each row of the picture a hash of all that stands in it: what differs from one picture to the next is found by these alone. 0 of a row
-- that was drawn before there were any: it is written anew with the next picture.
ALTER TABLE entity     ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE chain      ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE redirect   ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE doubt      ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event      ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mentioned  ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE finding    ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tie        ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim      ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE knowledge  ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE status     ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE identifier ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source     ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;

CREATE INDEX entity_by_mark     ON entity (mark);
CREATE INDEX chain_by_mark      ON chain (mark);
CREATE INDEX redirect_by_mark   ON redirect (mark);
CREATE INDEX doubt_by_mark      ON doubt (mark);
CREATE INDEX event_by_mark      ON event (mark);
CREATE INDEX mentioned_by_mark  ON mentioned (mark);
CREATE INDEX finding_by_mark    ON finding (mark);
CREATE INDEX tie_by_mark        ON tie (mark);
CREATE INDEX claim_by_mark      ON claim (mark);
CREATE INDEX knowledge_by_mark  ON knowledge (mark);
CREATE INDEX status_by_mark     ON status (mark);
CREATE INDEX identifier_by_mark ON identifier (mark);
CREATE INDEX source_by_mark     ON source (mark);
