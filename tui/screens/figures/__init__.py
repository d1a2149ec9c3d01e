"""Tables that a worker has computed: agreement, counts."""
