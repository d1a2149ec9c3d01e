"""A blind second look at one's own tags.

`opening` puts it on top of another screen. Nothing that is drawn knows a tag of before: the view is
a blind one.
"""
