"""What every screen is made of: saving and its status, prompts, pages, help."""
