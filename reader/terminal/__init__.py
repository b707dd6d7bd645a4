"""What the terminal and the desktop around this program can do for it."""
