"""What the stores of a profile hold, as lists, shelves, news and counts; only reads, no Textual."""
