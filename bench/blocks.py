"""Where the characters of a program's text stand in the gold's, which has the story alone."""
from __future__ import annotations


def places(gold: str, text: str) -> dict[int, int]:
    """Of each visible character of `text` in a block of `gold`, its place there; blocks are looked for one after another."""
    visible = [at for at, character in enumerate(text) if not character.isspace()]
    squeezed = "".join(text[at] for at in visible)
    found: dict[int, int] = {}
    after = base = 0
    for block in gold.split("\n\n"):
        inside = [base + at for at, character in enumerate(block) if not character.isspace()]
        words = "".join(gold[at] for at in inside)
        start = squeezed.find(words, after)
        start = start if start >= 0 else squeezed.find(words)
        if start >= 0:
            found.update(zip(visible[start : start + len(words)], inside))
            after = start + len(words)
        base += len(block) + 2
    return found
