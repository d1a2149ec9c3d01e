"""One person at work on one corpus: what is open, what they have set, what others have changed."""
