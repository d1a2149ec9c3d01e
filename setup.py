"""What pyproject.toml can't say: under which names the folders are imported.

`store/` and `tui/` stand at the top of the project and are imported as `hedgerow.store` and
`hedgerow.tui`, since both names alone are other packages' too.
"""

from setuptools import find_namespace_packages, setup

FOLDERS = find_namespace_packages(include=["store*", "tui*"], exclude=["*__pycache__*"])

setup(
    packages=[f"hedgerow.{name}" for name in FOLDERS],
    package_dir={"hedgerow.store": "store", "hedgerow.tui": "tui"},
)
