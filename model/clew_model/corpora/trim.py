"""Where a name begins and ends, the same in all sets: no leading article, no title, no final 's.

    The [Mad Capsule Markets]        not: [The Mad Capsule Markets]
    President [Vladimir Putin]       not: [President Vladimir Putin]
    [Yasser Arafat] 's office        not: [Yasser Arafat 's] office

Works keep their articles ("The Lord of the Rings"), and so do the few places whose article is never left off.
"""
from __future__ import annotations

ARTICLES = {"the", "a", "an"}
KEEP_ARTICLE = {"hague", "gambia", "bronx", "bahamas"}
POSSESSIVES = {"'s", "’s", "'", "’", "`s"}
OPENING = {'"', "'", "``", "“", "‘", "(", "«", "-LRB-"}
CLOSING = {'"', "'", "''", "”", "’", ")", "»", ",", ";", ":", "!", "?", "-RRB-"}
TITLES = set(
    """mr mrs ms miss mx dr prof professor sir dame madam president vice-president senator sen rep representative congressman congresswoman
    governor gov mayor judge justice gen general col colonel maj major capt captain lt lieutenant sgt sergeant cpl corporal pvt private
    cmdr commander adm admiral brig brigadier minister premier chancellor secretary ambassador rev reverend fr pastor bishop archbishop
    cardinal rabbi imam sheikh shaikh sheik ayatollah mullah hojatoleslam coach detective inspector superintendent constable sheriff deputy
    officer commissioner attorney-general chairman chairwoman chairperson director king queen prince princess emperor empress tsar czar
    pope sultan emir duke duchess baron baroness lord lady count countess herr frau monsieur madame señor señora don doña""".split())
AFTER_TITLE = set("general marshal minister president secretary justice officer executive commissioner admiral colonel sergeant major governor".split())


def trim(words: list[str], start: int, end: int, person: bool, work: bool = False) -> tuple[int, int] | None:
    """The name inside a marked stretch, as clew writes names; None where nothing but title and marks is left."""
    start, end = _without_marks(words, start, end)
    if not work and end - start > 1 and words[start].lower() in ARTICLES and words[start + 1].lower() not in KEEP_ARTICLE:
        start += 1
    if person:
        start = _after_titles(words, start, end)
    return (start, end) if start < end else None


def _without_marks(words: list[str], start: int, end: int) -> tuple[int, int]:
    """Quotation marks and a possessive are cut off the ends."""
    if end - start > 1 and words[end - 1] in POSSESSIVES:
        end -= 1
    while end - start > 1 and words[start] in OPENING and words[end - 1] in CLOSING:
        start, end = start + 1, end - 1
    while end - start > 1 and words[start] in OPENING and not set(words[start + 1 : end]) & CLOSING:
        start += 1
    while end - start > 1 and words[end - 1] in CLOSING and not set(words[start : end - 1]) & OPENING:
        end -= 1
    return start, end


def _after_titles(words: list[str], start: int, end: int) -> int:
    """The first word after titles, where a capital or any other word of the name is left over."""
    at = start
    while at < end - 1 and words[at].lower().rstrip(".") in TITLES:
        at += 1
        while at < end - 1 and at > start and words[at].lower() in AFTER_TITLE:
            at += 1
        if at < end and words[at] == ".":
            at += 1
    return at if at < end else start
