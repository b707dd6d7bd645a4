"""Articles as files to take along: one self-contained HTML page, an EPUB; pure but for the file written."""
