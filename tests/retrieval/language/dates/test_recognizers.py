"""More right than jionlp on the specs of Recognizers-Text, where they are at hand (``WENBAO_EVALS``)."""

import os
import warnings
from pathlib import Path

import pytest

from tests.retrieval.language.dates import recognizers

_EVALS = os.environ.get("WENBAO_EVALS")


@pytest.mark.skipif(not _EVALS, reason="WENBAO_EVALS names no folder of evaluation sets")
def test_more_right_than_jionlp() -> None:
    """Both read the same cases in the same run, and ours has more of them right, parsed and extracted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("jionlp")
        found = recognizers.cases(Path(_EVALS or ""))
        for part in ("Parser", "Extractor"):
            some = [case for case in found if case.spec.endswith(part)]
            ours = sum(
                recognizers.right(case, recognizers.our_days, recognizers.our_texts)
                for case in some
            )
            theirs = sum(
                recognizers.right(case, recognizers.jionlp_days, recognizers.jionlp_texts)
                for case in some
            )
            assert ours > theirs, f"{part}: {ours} against {theirs} of {len(some)}"
