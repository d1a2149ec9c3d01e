"""What is known of an article, as marks and pieces, on each screen that shows one."""
