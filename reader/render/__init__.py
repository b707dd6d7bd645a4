"""Foreign text and the parts of an article as Textual `Content`; the only way from the model to a widget.

Nothing from a portal is ever markup: a plain string given to a widget is parsed by Textual (`[/foo]` ends
the program, `[Video]` vanishes), a `Content` is not. Text is cleaned again here, for a store may have been
written by another program, and Textual hands escapes on to the terminal.
"""
