"""Counts what the repetitions of an expression come to, which `regex` writes out before it searches."""

import re
from math import prod

MOST = 100_000
"""How often repetitions may repeat one thing."""
_REPEATED = re.compile(r"(\)\s*)?\{0*([1-9]\d{0,9})")
_ESCAPED = re.compile(r"(?s)\\.")
_UNCLEAR = re.compile(r"#|\[(?:\^?\]|[^]]*[\[()])")
"""A comment, or a set in which `re` and `regex` may see different brackets, as in `[[:alpha:](]`."""
_STEP = re.compile(r"\(|\)(?:\s*\{0*([1-9]\d{0,9}))?|\{0*([1-9]\d{0,9})")


def written_out(pattern: str) -> int:
    """Return how often an expression has one thing at most; never less than that."""
    plain = _ESCAPED.sub("a", pattern)
    all_nested = _were_all_nested(pattern)
    return all_nested if _UNCLEAR.search(plain) else min(all_nested, _nested(plain))


def _were_all_nested(pattern: str) -> int:
    """Return what it would come to, were all its groups inside each other."""
    found = [(bool(group), int(times)) for group, times in _REPEATED.findall(pattern)]
    groups = prod(times for is_group, times in found if is_group)
    return groups * max((times for is_group, times in found if not is_group), default=1)


def _nested(pattern: str) -> int:
    """Add up what stands side by side, and multiply what stands in groups."""
    open_groups = [0]
    for step in _STEP.finditer(pattern):
        if step[0] == "(":
            open_groups.append(0)
        elif step[0][0] == "{":
            open_groups[-1] += int(step[2])
        elif len(open_groups) > 1:
            inside = max(open_groups.pop(), 1)
            open_groups[-1] += int(step[1] or 1) * inside
    return max(sum(open_groups), 1)
