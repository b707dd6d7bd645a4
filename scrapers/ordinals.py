"""How the numbers of lists are written in letters and in Roman numbers, digits where those would be long."""

_ALPHABET = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def letters(number: int) -> str:
    """Write a number in letters: "z" for 26, "aa" for 27, up to "zzz"."""
    if not 0 < number <= 3 * _ALPHABET:
        return str(number)
    return chr(ord("a") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)


def roman(number: int) -> str:
    """Write a number in Roman letters, up to 39."""
    if not 0 < number < 40:  # noqa: PLR2004 - four tens are written otherwise
        return str(number)
    text = ""
    for value, signs in _ROMAN:
        text += signs * (number // value)
        number %= value
    return text
