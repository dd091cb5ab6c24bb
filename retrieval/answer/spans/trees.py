"""Features -> scores, by boosted trees as plain arrays: no library, no pickle.

All trees are worked at once, as matrix products (Nakandala et al., "A Tensor Compiler for Unified Machine
Learning Prediction Serving", OSDI 2020, the GEMM strategy): every inner node is compared at once, and the leaf
reached is the one all of whose nodes on the way say yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "Forest"]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """T trees of at most N inner nodes and L leaves.

    ``feature`` (T, N) is the column that a node compares with ``threshold`` (T, N): at most it goes left.
    ``way`` (T, N, L) is 1 where a leaf lies left of a node, -1 where right, 0 where the node is not on its way;
    ``need`` (T, L) is the number of left turns to a leaf; ``value`` (T, L) its score.
    """

    feature: npt.NDArray[np.int32]
    threshold: Floats
    way: Floats
    need: Floats
    value: Floats

    def scores(self, rows: Floats) -> Floats:
        """The summed value of the leaves that each row falls into (raw scores, log-odds)."""
        trees, nodes = self.feature.shape
        columns = np.ascontiguousarray(rows.T)[self.feature.ravel()]
        left = (columns <= self.threshold.reshape(-1, 1)).astype(np.float32)
        turns = left.reshape(trees, nodes, -1).transpose(0, 2, 1) @ self.way
        leaf = (turns - self.need[:, None, :]).argmax(axis=2)
        values: Floats = np.take_along_axis(self.value, leaf, axis=1).sum(axis=0)
        return values

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """What ``of`` reads again."""
        return {
            f"{name}.feature": self.feature.astype(np.int16),
            f"{name}.threshold": self.threshold,
            f"{name}.way": self.way.astype(np.int8),
            f"{name}.value": self.value,
        }

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[Any]], name: str) -> "Forest":
        """The forest whose arrays are named ``name.feature`` and so on; ``way`` is stored as small integers."""
        way = arrays[f"{name}.way"].astype(np.float32)
        return cls(
            arrays[f"{name}.feature"].astype(np.int32),
            arrays[f"{name}.threshold"].astype(np.float32),
            way,
            np.asarray((way > 0).sum(axis=1), dtype=np.float32),
            arrays[f"{name}.value"].astype(np.float32),
        )
