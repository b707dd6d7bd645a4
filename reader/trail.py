"""The way through the articles that were read, back and forward as in a browser; pure."""

from reader.model import ArticleKey

_LONGEST = 200


class Trail:
    """The articles that were open before, and those that one went back from."""

    def __init__(self) -> None:
        self._before: list[ArticleKey] = []
        self._after: list[ArticleKey] = []

    def leave(self, here: ArticleKey | None) -> None:
        """Note that another article is opened in place of this one; from there is no way forward."""
        if here is not None:
            self._before = [*self._before, here][-_LONGEST:]
        self._after.clear()

    def back(self, here: ArticleKey | None) -> ArticleKey | None:
        """Go back from an article, None for one that nobody can come back to; None at the first."""
        return _step(self._before, self._after, here)

    def forward(self, here: ArticleKey | None) -> ArticleKey | None:
        """Undo `back`; None at the last."""
        return _step(self._after, self._before, here)

    @property
    def can_go_back(self) -> bool:
        """Whether there is an article to go back to."""
        return bool(self._before)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a step back to undo."""
        return bool(self._after)


def _step(there: list[ArticleKey], left: list[ArticleKey], here: ArticleKey | None) -> ArticleKey | None:
    if not there:
        return None
    if here is not None:
        left.append(here)
    return there.pop()
