"""Lay out the packages under the names they are imported by: `python tests/names.py FOLDER`.

At run time the installed package knows the names; a type checker or an editor reads folders. So
FOLDER/hedgerow gets a link to `store/` and one to `tui/`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def lay_out(folder: Path, of: Path = ROOT) -> None:
    """Link a checkout's packages into FOLDER/hedgerow; links that are there already stay."""
    (folder / "hedgerow").mkdir(parents=True, exist_ok=True)
    for name in "store", "tui":
        link = folder / "hedgerow" / name
        if not link.exists():
            link.unlink(missing_ok=True)
            _link(of / name, link)


def _link(target: Path, link: Path) -> None:
    if sys.platform == "win32":
        import _winapi

        _winapi.CreateJunction(str(target), str(link))  # needs no right that a user may lack
    else:
        link.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
