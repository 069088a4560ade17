-- Derived: what is spoken of twice or more, and that no claim tells of as an event. Apart from events: no timeline lists it.

CREATE TABLE mentioned (
    id   TEXT PRIMARY KEY,
    body TEXT NOT NULL                  -- JSON of the model's MentionedEvent
) STRICT, WITHOUT ROWID;

-- What documents tell has the words for it since: all that is derived is worked out again.
UPDATE state SET value = '' WHERE key = 'derived_by';
