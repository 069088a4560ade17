//! The case file: one SQLite database, append-only records, full-text search.
