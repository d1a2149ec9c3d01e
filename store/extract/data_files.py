"""The lexicons and weights that ship beside the rules; `data/README.md` says where each is from."""

from __future__ import annotations

import pkgutil


def data_file(name: str) -> str:
    """Return the content of a file of `store/extract/data`.

    Raises:
        FileNotFoundError: there is no such file: the installation is broken.
    """
    # importlib.resources does the same, but takes 8 ms to import.
    content = pkgutil.get_data("hedgerow.store.extract", f"data/{name}")
    if content is None:
        raise FileNotFoundError(name)
    return content.decode("utf-8")
