"""Takes articles from one cache to another in a file, for where the line is bad or there is none."""
