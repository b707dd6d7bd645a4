"""Reads the text of files that articles offer: PDF, word processors' and spreadsheets' files, plain text.

`read` reads here and now, `apart` in a process of its own, with bounds: what anybody may have put on a portal
is read so. What reads a kind of file is called by it; what several kinds need (`numbering`, `faces`, `cells`)
lies beside them.
"""
