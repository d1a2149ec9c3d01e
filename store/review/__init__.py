"""Going over tags one at a time: which, in what order, what was judged, where one was left."""
