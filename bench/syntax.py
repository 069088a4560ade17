"""Trees beside gold ones: the share of words with the right head (UAS), and with the right relation too (LAS).

    python3 bench/syntax.py [--parse target/release/examples/parse] [--weights FILE] [GOLD.conllu ...]

Gold words are given, as is usual. Every word counts, punctuation too, and a relation is right only with its subtype. The 95 %
interval is the bootstrap's, of 1,000 samples of sentences. Without files: ../shared/eval/dev/syntax-gum.
"""
import argparse
import pathlib
import random
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared" / "eval" / "dev" / "syntax-gum"
COLUMNS = {"lemma": 2, "part": 3, "head": 6, "relation": 7}


def sentences(text):
    """The sentences of a CoNLL-U text: lists of words, each a list of ten columns."""
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        words = [row for row in rows if row[0].isdigit()]
        if words:
            yield words


def right(gold, ours):
    """Of one sentence: words, and how many have the right head, head and relation, part of speech, lemma."""
    counts = [len(gold), 0, 0, 0, 0]
    for expected, found in zip(gold, ours, strict=True):
        same = {name: expected[column] == found[column] for name, column in COLUMNS.items()}
        counts[1] += same["head"]
        counts[2] += same["head"] and same["relation"]
        counts[3] += same["part"]
        counts[4] += same["lemma"]
    return counts


def shares(counts):
    """The sums of sentences' counts as shares of the words."""
    words, *sums = (sum(column) for column in zip(*counts))
    return [total / words for total in sums]


def interval(counts, samples=1000, seed=1):
    """The 95 % interval of each share, by drawing as many sentences with replacement."""
    chance = random.Random(seed)
    drawn = [shares(chance.choices(counts, k=len(counts))) for _ in range(samples)]
    low, high = int(samples * 0.025), int(samples * 0.975) - 1
    return [(column[low], column[high]) for column in map(sorted, zip(*drawn))]


def measure(parse, weights, files):
    """[(name, share, low, high)] of our trees over the sentences of gold files."""
    counts = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        command = [parse, *([weights] if weights else [])]
        printed = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=True).stdout
        pairs = zip(sentences(text), sentences(printed), strict=True)
        counts += [right(gold, ours) for gold, ours in pairs]
    names = ["UAS", "LAS", "part of speech", "lemma"]
    return [(name, share, *ends) for name, share, ends in zip(names, shares(counts), interval(counts), strict=True)]


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--parse", default=str(HERE.parent / "target" / "release" / "examples" / "parse"))
    ask.add_argument("--weights")
    ask.add_argument("gold", nargs="*", type=pathlib.Path)
    given = ask.parse_args()
    for name, share, low, high in measure(given.parse, given.weights, given.gold or sorted(SHARED.glob("*.conllu"))):
        print(f"{name:15} {share:.4f}  ({low:.4f} .. {high:.4f})")


if __name__ == "__main__":
    main()
