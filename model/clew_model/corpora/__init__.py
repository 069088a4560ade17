"""Training sets, read into one form (`form`). Sets are read where they lie; nothing of them is kept in the repository.

    python -m clew_model.corpora --shared FOLDER --out FOLDER [--only SET ...] [--show 20]

FOLDER of `--shared` holds `train/` (and `eval/dev/names-gum-train`, `chains-gum-train`). One file a set is written: OUT/SET.jsonl.
What each label of a set may stand for is said in `model/data/labels.toml`.
"""
