"""All sets by name, each a function from the shared folder to its documents."""
from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Callable, Iterable

from . import columns
from .form import Document
from .gum import gum
from .redocred import redocred

Reader = Callable[[Path], Iterable[Document]]


def of_train(reader: Callable[[Path], Iterable[Document]]) -> Reader:
    """A reader that wants the training folder alone."""
    return lambda shared: reader(shared / "train")


SETS: dict[str, Reader] = {
    "wnut17": of_train(columns.wnut17),
    "btc": of_train(columns.btc),
    "wikigold": of_train(columns.wikigold),
    **{f"crossner-{field}": of_train(partial(columns.crossner, field=field)) for field in columns.CROSSNER},
    "redocred": of_train(redocred),
    "gum": gum,
}
