"""The bytes of a file as they are read: those of a packed one unpacked, those of UTF-16 in UTF-8.

A file within a ZIP archive has the path of the archive, "/" and its name there. What is unpacked
may be many times what stands on the disk, but not without a bound.
"""

from __future__ import annotations

import codecs
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from hedgerow.store.corpus.readers import ARCHIVE, PACKED
from hedgerow.store.files import ARTICLE_LINES, open_to_read
from hedgerow.store.problem import Problem, ProblemError

_FREE: Final = 64_000_000  # bytes that a file may hold whatever it takes when packed
_MOST: Final = 200  # how many times its bytes a packed file may hold beyond that
_MOST_MEMBERS: Final = 100_000
_CHUNK: Final = 1 << 16


class _Bounded(io.RawIOBase):
    """A stream that ends with an error where it gives more than it may, or is broken."""

    def __init__(self, path: Path, inner: BinaryIO, most: int) -> None:
        super().__init__()
        self._path, self._inner, self._left = path, inner, most

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read as much as there is room for, as streams do."""
        view = memoryview(cast("bytearray", buffer))
        try:
            data = self._inner.read(len(view))
        except ProblemError:
            raise
        except Exception as error:  # each library has errors of its own for what is broken
            what = f"it can't be unpacked ({error})"
            raise ProblemError(Problem(self._path, what, "pack it again")) from error
        self._left -= len(data)
        if self._left < 0:
            what = "unpacked, it is far larger than a packed file of articles may be"
            raise ProblemError(Problem(self._path, what, "unpack it yourself if you trust it"))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what it reads from, too."""
        self._inner.close()
        super().close()


class _AsUtf8(io.RawIOBase):
    """A stream of UTF-16 as UTF-8."""

    def __init__(self, inner: BinaryIO, encoding: str) -> None:
        super().__init__()
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read as much as there is room for, as streams do."""
        view = memoryview(cast("bytearray", buffer))
        while not self._ready:
            data = self._inner.read(_CHUNK)
            self._ready = self._decoder.decode(data, not data).encode("utf-8", "replace")
            if not data:
                break
        given, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(given)] = given
        return len(given)

    def close(self) -> None:
        """Close what it reads from, too."""
        self._inner.close()
        super().close()


def archive_of(path: Path) -> tuple[Path, str] | None:
    """Give the archive in which a file stands, and its name there; None where it is in none."""
    for parent in path.parents:
        if parent.suffix.lower() == ARCHIVE and parent.is_file():
            return parent, path.relative_to(parent).as_posix()
    return None


def on_disk(path: Path) -> Path:
    """Give the file on the disk that holds a file: itself, or the archive in which it stands."""
    if ARCHIVE not in str(path).lower():
        return path
    found = archive_of(path)
    return found[0] if found else path


def is_plain(path: Path) -> bool:
    """Say whether the bytes of a file are those on the disk, by its name."""
    return path.suffix.lower() not in PACKED and on_disk(path) is path


def members_of(archive: Path) -> list[str]:
    """Name the files of a ZIP archive, in order; none that would lead out of it.

    Raises:
        ProblemError: it is no such archive, or holds too many files.
        OSError: it can't be read.
    """
    import zipfile

    try:
        with open_to_read(archive, ARTICLE_LINES) as file, zipfile.ZipFile(file) as opened:
            names = [info.filename for info in opened.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        what = f"no ZIP archive ({error})"
        raise ProblemError(Problem(archive, what, "pack it again")) from error
    if len(names) > _MOST_MEMBERS:
        what = f"it holds more than {_MOST_MEMBERS:,} files"
        raise ProblemError(Problem(archive, what, "unpack it into the folder"))
    usual = (name for name in names if ".." not in name.split("/") and not name.startswith("/"))
    return sorted(dict.fromkeys(usual))


def open_unpacked(path: Path) -> BinaryIO:
    """Open a file to read what it holds.

    Raises:
        ProblemError: it is packed in a way that can't be read here.
        OSError: it can't be opened.
    """
    stream, most = _opened(path)
    kind = path.suffix.lower()
    if kind == ".gz":
        import gzip

        stream = cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    elif kind == ".zst":
        stream = _unpacking_zst(path, stream)
    if most is not None:
        stream = io.BufferedReader(_Bounded(path, stream, most), _CHUNK)
    mark = stream.peek(4)[:4] if isinstance(stream, io.BufferedReader) else b""
    for order, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if mark.startswith(order):
            return io.BufferedReader(_AsUtf8(stream, encoding), _CHUNK)
    return stream


def _opened(path: Path) -> tuple[BinaryIO, int | None]:
    """Open a file, and say how much it may give: None where that is what is on the disk."""
    found = archive_of(path) if ARCHIVE in str(path).lower() else None
    if found is None:
        if path.suffix.lower() not in PACKED:
            return open_to_read(path, ARTICLE_LINES), None
        return open_to_read(path, ARTICLE_LINES), _FREE + _MOST * path.stat().st_size
    import zipfile

    archive, name = found
    file = open_to_read(archive, ARTICLE_LINES)
    try:
        opened = zipfile.ZipFile(file)
        info = opened.getinfo(name)
        return cast("BinaryIO", opened.open(info)), _FREE + _MOST * info.compress_size
    except (KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        file.close()
        what = f"it can't be unpacked ({error})"
        raise ProblemError(Problem(path, what, "unpack the archive yourself")) from error


def _unpacking_zst(path: Path, stream: BinaryIO) -> BinaryIO:
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]

        return cast("BinaryIO", zstd.ZstdFile(stream))
    except ImportError:
        pass
    try:
        import zstandard
    except ImportError as error:
        stream.close()
        what = "it is packed with Zstandard, for which a library is missing"
        remedy = "install the Python package zstandard, or unpack it"
        raise ProblemError(Problem(path, what, remedy)) from error
    reader = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
    return cast("BinaryIO", reader)


class _Kept:
    """The stream that was read from last: the next article mostly stands further down in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key: object = None
        self._stream: BinaryIO | None = None
        self._at = 0

    def bytes_at(self, path: Path, offset: int, length: int) -> bytes:
        there = on_disk(path).stat()
        key = str(path), there.st_size, there.st_mtime_ns
        with self._lock:
            if self._stream is None or key != self._key or offset < self._at:
                if self._stream is not None:
                    self._stream.close()
                self._stream, self._key, self._at = open_unpacked(path), key, 0
            try:
                for size in _steps(offset - self._at):
                    self._stream.read(size)
                data = self._stream.read(length)
            except BaseException:
                self._stream.close()
                self._stream = None
                raise
            self._at = offset + length
            return data


def _steps(length: int) -> Iterator[int]:
    while length > 0:
        yield min(length, _CHUNK * 16)
        length -= _CHUNK * 16


_KEPT = _Kept()


def bytes_at(path: Path, offset: int, length: int) -> bytes:
    """Read a part of what a file holds.

    Raises:
        ProblemError: as `open_unpacked`, or it is broken.
        OSError: it can't be opened.
    """
    if is_plain(path):
        with open_to_read(path, ARTICLE_LINES) as file:
            if file.read(2) not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                file.seek(offset)
                return file.read(length)
    return _KEPT.bytes_at(path, offset, length)


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """Open a file as `open_unpacked` does, for as long as it is read."""
    stream = open_unpacked(path)
    try:
        yield stream
    finally:
        stream.close()
