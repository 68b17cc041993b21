"""Paths and addresses. Workers reach object stores by pyarrow's own file systems, with the credentials of their environment."""
from __future__ import annotations

from urllib.parse import unquote, urlparse

from pyarrow import fs


def is_url(path: str) -> bool:
    return "://" in path and not path.startswith("file:")


def local(path: str) -> str:
    """Spark writes file:/a/b or file:///a/b for /a/b."""
    return unquote(urlparse(path).path) if path.startswith("file:") else path


def filesystem(path: str) -> tuple[fs.FileSystem, str]:
    """What reaches it, and its path there. s3a:// is Hadoop's name of s3://."""
    if not is_url(path):
        return fs.LocalFileSystem(), local(path)
    return fs.FileSystem.from_uri("s3" + path[3:] if path.startswith("s3a:") else path)
