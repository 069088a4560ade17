//! Text to annotated text: sentences, tokens, quotations, times, names, chains.
