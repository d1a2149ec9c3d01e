"""Going over tags: the queue that is built, the session, what it came to."""
