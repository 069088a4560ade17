//! Cases of made-up documents.
