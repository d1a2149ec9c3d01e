"""Work in other processes: the extraction of a long article, and of many in order."""
