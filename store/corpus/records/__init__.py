"""Files of many articles: JSON Lines, JSON and tables, plain or packed, a record an article."""
