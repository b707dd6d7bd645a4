"""What both front ends say, in the reader's language: counts, waits, failures, corrections; no Textual."""
