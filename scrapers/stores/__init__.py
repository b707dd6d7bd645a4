"""What is kept on the disk: the cache, and the catalogue derived from it; knows no network."""
