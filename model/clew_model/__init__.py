"""Training of clew's language model: corpora in, one weights file out. See model/README.md."""
