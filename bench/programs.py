"""The programs that are measured, and how they are run."""
from __future__ import annotations

import json
import os
import pathlib
import subprocess
from dataclasses import dataclass

from rows import NotRun

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The folder beside this project, or where CLEW_SHARED says, as for `make model`.
SHARED = pathlib.Path(os.environ.get("CLEW_SHARED") or ROOT.parent / "shared") / "eval"


@dataclass(frozen=True)
class Programs:
    """`clew`, the command that annotates JSON lines (`clew annotate --from jsonl`, unless another is to be tried), where the examples of
    clew-language lie, and the weights."""

    clew: str
    annotate: list[str]
    examples: pathlib.Path
    weights: pathlib.Path

    def example(self, name: str) -> str:
        """An example program's path; raises `NotRun` where it was not built."""
        path = self.examples / name
        if not path.is_file():
            raise NotRun(f"{path} is not there (cargo build --release -p clew-language --examples)")
        return str(path)

    def annotate_lines(self, given: pathlib.Path, out: pathlib.Path) -> None:
        """Annotates a file of JSON lines into another; what could not be read has an error in its line."""
        _run(self.annotate, given, out, {0, 1})

    def annotate_files(self, paths: list[str], folder: pathlib.Path, out: pathlib.Path) -> None:
        """Annotates files, named as seen from a folder."""
        self.whole()
        _run([self.clew, "annotate", *paths], None, out, {0, 1}, folder)

    def whole(self) -> str:
        """The path of `clew`; raises `NotRun` where it was not built."""
        if not pathlib.Path(self.clew).is_file():
            raise NotRun(f"{self.clew} is not there (make build)")
        return self.clew

    def run_example(self, name: str, given: pathlib.Path, out: pathlib.Path) -> None:
        """Runs an example program, which takes the weights, on a file."""
        _run([self.example(name), str(self.weights)], given, out, {0})


def _run(command, given, out, expected, folder=None) -> None:
    with open(out, "wb") as written:
        stdin = open(given, "rb") if given else subprocess.DEVNULL
        try:
            done = subprocess.run(command, stdin=stdin, stdout=written, cwd=folder)
        except OSError as error:
            raise NotRun(f"{command[0]}: {error.strerror}") from None
        finally:
            if given:
                stdin.close()
    if done.returncode not in expected:
        raise NotRun(f"{command[0]} failed with status {done.returncode}")


def write_lines(path: pathlib.Path, records: list[dict]) -> None:
    """Records as JSON lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")


def read_lines(path: pathlib.Path) -> list[dict]:
    """The records of a file of JSON lines."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
