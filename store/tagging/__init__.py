"""A passage becomes a tag, takes along who says it, is changed; so does a suggestion."""
