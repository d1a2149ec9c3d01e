"""A folder or file becomes articles: what is found, listed, read and decoded."""
