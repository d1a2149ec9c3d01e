"""A corpus as a whole: what is listed, how far work has come, what is counted or amiss."""
