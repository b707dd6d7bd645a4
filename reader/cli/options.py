"""Options that several commands share, worded once."""

from datetime import date
from typing import TYPE_CHECKING

import click

from reader.i18n import _

if TYPE_CHECKING:
    _DayBase = click.ParamType[str]  # generic since click 8.3, for the type checker alone
else:
    _DayBase = click.ParamType


class DayType(_DayBase):
    """A day as people here write it, or in ISO: 09/01/2017 or 2017-01-09. Gives an ISO date."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the day, or fail with both forms named."""
        try:
            if "/" in value:
                day, month, year = (int(part) for part in value.split("/"))
                return date(year, month, day).isoformat()
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(
                _("{value!r} is not a date; write 09/01/2017 or 2017-01-09.").format(value=value), param, ctx
            )


DAY = DayType()
portal = click.option("--portal", metavar="P", help=_("Name of the portal; `tinvl portals` lists them."))
category = click.option(
    "--category", "-c", metavar="C", help=_("Only this category: its slug or its name, accents or not.")
)
as_json = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for other programs."))
