"""Text on a grid of cells, without a terminal: visible characters, rows, runs, selections."""
