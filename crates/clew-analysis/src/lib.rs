//! Pure functions from annotated texts to entities, events and findings.
