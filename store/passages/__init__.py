"""A text becomes units that a reader may mean: words, sentences, quotations, paragraphs."""
