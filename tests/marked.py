"""Asks the user's data which marks an article has."""

from reader.user.userdata import Mark, UserData


def is_marked(data: UserData, portal: str, id: str, mark: Mark) -> bool:
    """Whether an article has a mark."""
    asked = f"SELECT {mark} IS NOT NULL FROM mark WHERE portal = ? AND id = ?"  # noqa: S608 - own names
    found = data._ask(asked, portal, id)
    return found == [(1,)]
