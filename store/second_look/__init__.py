"""Looking again at one's own tags without seeing them, and how far one agrees with oneself."""
