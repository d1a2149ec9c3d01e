"""One article, read and tagged: a screen made of parts."""
