-- The sentences of the case, to find claims by their words: beside each the names of what its words refer to. Derived.
-- The rowid is the document's number times 2^32 plus where the sentence begins, in code points; the words themselves stand in `reading`.
CREATE VIRTUAL TABLE said USING fts5 (
    sentence, names,
    content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
