"""What the library lists and searches: an index, kept in step with the corpus."""
