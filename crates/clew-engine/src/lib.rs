//! Use cases: run the stages over a case, answer the questions people ask of it.

pub mod answer;
