"""How the numbers of lists are written in letters and in Roman numbers."""

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def letters(number: int) -> str:
    """Write a number in letters: "z" for 26, "aa" for 27; digits for what is below 1."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def roman(number: int) -> str:
    """Write a number in Roman letters, up to 39; lists that long have digits."""
    if not 0 < number < 40:  # noqa: PLR2004 - four tens are written otherwise
        return str(number)
    text = ""
    for value, signs in _ROMAN:
        text += signs * (number // value)
        number %= value
    return text
