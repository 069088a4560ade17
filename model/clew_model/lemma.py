"""Edit scripts that make a word's lemma of the word: the labels of the tag set `lemma`.

A script is one of

    CASING            the word so cased
    CASING -N         ... without its last N characters
    CASING -N +TEXT   ... and TEXT in their place (`CASING +TEXT` where none is dropped)
    =TEXT             TEXT, whatever the word was

CASING is `lower` (all in lower case), `keep` (as written) or `title` (the first character in upper case, the rest in lower).
One script serves many words ("lower -3 +y" makes "worry" of "Worried"), so that lemmas of words never seen can be told.
Only ends are edited: English has no prefix that a lemma leaves out. `crates/clew-language/src/trees/lemma.rs` applies them.
"""

CASINGS = {
    "lower": str.lower,
    "keep": lambda word: word,
    "title": lambda word: word[:1].upper() + word[1:].lower(),
}


def derive(word: str, lemma: str) -> str:
    """The cheapest script that makes `lemma` of `word`; `apply(derive(word, lemma), word) == lemma` for any two strings.

    Of equally cheap casings the first in `CASINGS` is taken, so that "walked" and "Walked" share a script.
    """
    candidates = [(casing, *_edit(cased(word), lemma)) for casing, cased in CASINGS.items()]
    casing, drop, add = min(candidates, key=lambda candidate: candidate[1] + len(candidate[2]))
    stem_is_left = drop < len(CASINGS[casing](word))
    if not stem_is_left or any(character.isspace() for character in add):
        return f"={lemma}"
    return casing + (f" -{drop}" if drop else "") + (f" +{add}" if add else "")


def apply(script: str, word: str) -> str:
    """What `script` makes of `word`; a script that would leave nothing of the word gives it in lower case."""
    if script.startswith("="):
        return script[1:]
    casing, *edits = script.split(" ")
    drop = sum(int(edit[1:]) for edit in edits if edit.startswith("-"))
    add = "".join(edit[1:] for edit in edits if edit.startswith("+"))
    cased = CASINGS[casing](word)
    if drop and drop >= len(cased):
        return word.lower()
    return cased[: len(cased) - drop] + add


def _edit(cased: str, lemma: str) -> tuple[int, str]:
    """How many characters to drop from the end of `cased`, and what to add, to make `lemma` of it."""
    shared = 0
    while shared < min(len(cased), len(lemma)) and cased[shared] == lemma[shared]:
        shared += 1
    return len(cased) - shared, lemma[shared:]
