"""All sets by name, each a function from the shared folder to its documents."""
from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Callable, Iterable

from . import columns, sentences
from .factuality import factuality, web_names
from .form import Document
from .gap import gap
from .gum import gum
from .muc4 import muc4
from .own import own
from .re3d import re3d
from .redocred import redocred
from .rolls import rolls
from .words import recut

Reader = Callable[[Path], Iterable[Document]]


def of_train(reader: Callable[[Path], Iterable[Document]]) -> Reader:
    """A reader that wants the training folder alone."""
    return lambda shared: reader(shared / "train")


def cut_finer(reader: Reader) -> Reader:
    """A reader whose words are parted further where clew parts them."""
    return lambda shared: recut(list(reader(shared)))


SETS: dict[str, Reader] = {
    "wnut17": cut_finer(of_train(columns.wnut17)),
    "btc": cut_finer(of_train(columns.btc)),
    "wikigold": cut_finer(of_train(columns.wikigold)),
    **{f"crossner-{field}": cut_finer(of_train(partial(columns.crossner, field=field))) for field in columns.CROSSNER},
    "redocred": of_train(redocred),
    "gum": gum,
    "own": lambda shared: own(),
    "rolls": lambda shared: rolls(),
    "sentences": cut_finer(lambda shared: sentences.read_all()),
    "uds-factuality": of_train(factuality),
    "web-names": of_train(web_names),
    "gap": of_train(gap),
    "re3d": of_train(re3d),
    "muc4": of_train(muc4),
}
