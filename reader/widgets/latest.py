"""A message that comes often, of which only the last counts."""

from textual.message import Message


class Latest(Message):
    """Of several such messages that wait, only the last is handled."""

    def can_replace(self, message: Message) -> bool:
        """Give way to a later message of the same kind."""
        return isinstance(message, type(self))
