"""Tests of the scorer of chains."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

try:
    import torch

    from clew_model.chains import Choices, Scorer, mean
except ModuleNotFoundError as error:
    raise unittest.SkipTest("PyTorch is not installed (model/requirements.txt)") from error

PROPERTIES = {
    "alone": [["number", ["one", "many"]], ["gender", ["male", "female", "unknown"]]],
    "before": [["heads", ["none", "1"]]],
    "together": [["sentences", ["0", "1"]]],
}


def table(rows: list):
    return torch.tensor(rows, dtype=torch.uint8)


class MeanOfScorers(unittest.TestCase):
    def test_it_gives_the_mean_of_their_scores(self) -> None:
        torch.manual_seed(1)
        scorers = [Scorer(PROPERTIES, 4).eval() for _ in range(3)]
        choices = Choices(
            anaphor=table([[0, 1], [1, 2]]),
            before=table([[1], [0]]),
            pair=table([[1, 0, 1], [0, 2, 0], [1, 1, 1]]),
            right=table([1, 0, 0]).bool(),
            first=torch.tensor([0, 2, 3]),
            pronoun=torch.tensor([True, False]),
            weight=torch.ones(2),
        )
        with torch.no_grad():
            found = mean(scorers, PROPERTIES)(choices)
            for nth in range(2):
                expected = torch.stack([scorer(choices)[nth] for scorer in scorers]).mean(0)
                self.assertTrue(torch.allclose(found[nth], expected, atol=1e-6))


if __name__ == "__main__":
    unittest.main()
