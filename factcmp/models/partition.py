"""Things put together: by what they have in common, and by what is the same as what."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

_T = TypeVar("_T")
_K = TypeVar("_K")
_Member = TypeVar("_Member", int, str)
_NEAR = 40


def grouped(things: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    """The things under each key, keys and things in the order in which they first come."""
    found: dict[_K, list[_T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found


def near_pairs(holders: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The pairs of those who have something in common, by number: of many, each with the next forty only.

    So what a thousand articles share costs a thousand times forty; pairs that are alike share what few others have too.
    """
    ordered = sorted(holders)
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + _NEAR]:
            yield one, other


class Partition(Generic[_Member]):
    """Sets that grow together; the least member stands for its set, so the order of unions is no matter."""

    def __init__(self, members: Iterable[_Member] = ()) -> None:
        self._parents: dict[_Member, _Member] = {member: member for member in members}

    def root(self, one: _Member) -> _Member:
        """The member that stands for the set of this one."""
        while (parent := self._parents.setdefault(one, one)) != one:
            one = parent
        return one

    def unite(self, *members: _Member) -> None:
        """Makes one set of the sets of these members."""
        roots = sorted({self.root(member) for member in members})
        self._parents.update((root, roots[0]) for root in roots)

    def sets(self) -> Sequence[Sequence[_Member]]:
        """The sets in the order in which their members were named, or first united."""
        return list(grouped(self._parents, self.root).values())
