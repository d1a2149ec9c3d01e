"""What pyproject.toml can't say: under which names the folders are imported.

`store/` and `tui/` stand at the top of the project and are imported as `hedgerow.store` and
`hedgerow.tui`, as both names alone are others' packages, too. See docs/decisions.
"""

from setuptools import find_packages, setup

setup(
    packages=[f"hedgerow.{name}" for name in find_packages(include=["store*", "tui*"])],
    package_dir={"hedgerow.store": "store", "hedgerow.tui": "tui"},
)
