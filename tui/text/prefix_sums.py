"""Sums of the first numbers of a list whose numbers change."""

from __future__ import annotations

from collections.abc import Sequence


class PrefixSums:
    """Numbers, not negative, of which each may change and any first ones be summed, in log n steps.

    Source: Fenwick 1994, "A new data structure for cumulative frequency tables".
    """

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = list(numbers)
        self._tree = [0, *numbers]
        for node in range(1, len(self._tree)):
            above = node + (node & -node)
            if above < len(self._tree):
                self._tree[above] += self._tree[node]
        self.total = sum(numbers)
        """The sum of all numbers."""

    def __getitem__(self, index: int) -> int:
        return self._numbers[index]

    def __setitem__(self, index: int, number: int) -> None:
        difference = number - self._numbers[index]
        self._numbers[index] = number
        self.total += difference
        node = index + 1
        while difference and node < len(self._tree):
            self._tree[node] += difference
            node += node & -node

    def before(self, index: int) -> int:
        """Sum the numbers before an index."""
        total = 0
        while index:
            total += self._tree[index]
            index -= index & -index
        return total

    def index_at(self, number: int) -> int:
        """Find the last index before which the numbers come to `number` or less."""
        index, step = 0, 1 << (len(self._numbers).bit_length() - 1)
        while step:
            node = index + step
            if node < len(self._numbers) and self._tree[node] <= number:
                index = node
                number -= self._tree[node]
            step >>= 1
        return index
