"""Stories in, records out."""
from __future__ import annotations

import functools
import json
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from . import _dragoman
from .errors import Error
from .records import Record

StoryLike = str | bytes | os.PathLike | Mapping


class Knowledge:
    """Your own names and words, laid over the built-in ones: folders with files such as leaders.tsv, or such files as
    {"leaders.tsv": text}; later ones over earlier ones (docs/knowledge.md). `own`: your folder ~/.config/dragoman/knowledge
    comes first where there is one, as for the program. It is read once; pickled, it is what it was."""

    def __init__(self, *sources: str | os.PathLike | Mapping[str, str], own: bool = True):
        files = _dragoman.knowledge_files([], True) if own else []
        for source in sources:
            files += source.items() if isinstance(source, Mapping) else _dragoman.knowledge_files([os.fspath(source)], False)
        self.files: tuple[tuple[str, str], ...] = tuple((name, text) for name, text in files)

    def __eq__(self, other):
        return isinstance(other, Knowledge) and self.files == other.files

    def __hash__(self):
        return hash(self.files)


@functools.lru_cache(maxsize=4)
def engine(knowledge: Knowledge | None = None) -> _dragoman.Engine:
    """The engine over the built-in knowledge and this; made once. It is immutable, any thread may read with it."""
    return _dragoman.Engine(list((knowledge or Knowledge()).files))


def read(story: StoryLike, *, published: str | None = None, title: str | None = None, source: str | None = None,
         url: str | None = None, section: str | None = None, knowledge: Knowledge | None = None) -> Record:
    """One story's record.

    `story`: its text, the bytes of a document (text, web page, agency format, story JSON: their content tells), a path
    (pathlib.Path) of one, or a story as a dict ({"text": …, "published": …}). What else is given goes before what the document
    says itself; "yesterday" is counted from `published` (ISO 8601)."""
    content, where = _content(story)
    said = _dragoman.Said(published or "", title or "", source or "", url or "", section or "")
    return engine(knowledge).read(content, where, said)


def _content(story: StoryLike) -> tuple[bytes, str]:
    if isinstance(story, bytes):
        return story, ""
    if isinstance(story, str):
        return story.encode("utf-8", "surrogatepass"), ""
    if isinstance(story, Mapping):
        return json.dumps(dict(story), default=str).encode(), ""
    return _dragoman.read_input(os.fspath(story)), os.fspath(story)


def read_many(stories: Iterable[StoryLike], *, jobs: int | None = None, errors: str = "raise",
              knowledge: Knowledge | None = None) -> Iterator[Record | Error]:
    """The stories' records in the stories' order, `jobs` of them read at a time (as many as there are processors): reading
    lets go of Python's lock. Few stories are taken ahead of what is asked for, so that the iterable may be endless.

    What is no story raises its Error at its place; with errors="keep" the Error is given in the record's stead."""
    if errors not in ("raise", "keep"):
        raise ValueError('errors is "raise" or "keep"')
    jobs = jobs or len(os.sched_getaffinity(0))
    engine(knowledge)  # made before threads ask for it
    waiting: deque[Future] = deque()

    with ThreadPoolExecutor(jobs) as pool:
        try:
            for story in stories:
                waiting.append(pool.submit(read, story, knowledge=knowledge))
                if len(waiting) >= 4 * jobs:
                    yield _outcome(waiting.popleft(), errors)
            while waiting:
                yield _outcome(waiting.popleft(), errors)
        finally:
            for future in waiting:
                future.cancel()


def _outcome(future: Future, errors: str) -> Record | Error:
    try:
        return future.result()
    except Error as error:
        if errors == "keep":
            return error
        raise


def tables(records: Iterable[Record]) -> dict[str, _dragoman.Table]:
    """The rows of records as tables, one for each kind: what a store would hold of them (docs/store.md)."""
    return _dragoman.record_tables(list(records))
