"""Going over tags: the queue that is built, the session, what it came to.

`opening` puts a session on top of another screen; `queue` builds what is gone over. The screen of
the session shows the current item; judging it, and where the tags stand, are its parts.
"""
