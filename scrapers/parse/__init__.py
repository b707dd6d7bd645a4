"""Pure parsers: bytes of a page and the portal's rules in, model out."""
