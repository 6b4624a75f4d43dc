"""Sets that grow together: what is the same as what."""


class _Partition:
    """Sets of claims by position; the least member stands for its set, so the order of unions is no matter."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, one: int) -> int:
        while self._parents[one] != one:
            one = self._parents[one]
        return one

    def unite(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low
