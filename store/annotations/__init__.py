"""What people say of a text: annotations, verdicts, and where each stands in the present text."""
