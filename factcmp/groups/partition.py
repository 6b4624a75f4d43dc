"""Sets that grow together: what is the same as what."""


class Partition:
    """Sets of claims by position; the least member stands for its set, so the order of unions is no matter."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, one: int) -> int:
        """The member that stands for the set of this one."""
        while self._parents[one] != one:
            one = self._parents[one]
        return one

    def unite(self, one: int, other: int) -> None:
        """Makes one set of the sets of two members."""
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low

    def sets(self) -> tuple[tuple[int, ...], ...]:
        """The sets in the order of their least members."""
        members: dict[int, list[int]] = {}
        for one in range(len(self._parents)):
            members.setdefault(self.root(one), []).append(one)
        return tuple(tuple(of_one) for of_one in members.values())
