"""What a store is asked: the command line's questions, answered by tables with all columns."""
from __future__ import annotations

import os
from collections.abc import Iterable

from . import _dragoman
from ._dragoman import Table
from .reading import Knowledge, engine


class Store:
    """A store that `dragoman ingest` made, or a data set, open to read. Any thread may ask; one question runs at a time.

    Answers are tables for whoever takes Arrow's streams: pyarrow.table(answer), pandas.DataFrame.from_arrow(answer),
    polars.DataFrame(answer), duckdb.from_arrow; answer.to_dicts() needs nothing else. Countries are given by ISO 3166 code or
    name, days as days, months or years ("2025-02"); what each question means: `dragoman QUESTION --help`."""

    def __init__(self, path: str | os.PathLike):
        self.path = os.fspath(path)
        self._asking = _dragoman.Asking(self.path)

    def __repr__(self):
        return f"Store({self.path!r})"

    def _ask(self, question: str, terms: dict) -> Table:
        terms.pop("self")
        if "from_" in terms:
            terms["from"] = terms.pop("from_")
        return self._asking.ask(question, terms)

    def sql(self, query: str) -> Table:
        """One statement of DuckDB's SQL that only reads (tables: docs/store.md)."""
        return self._ask("sql", locals())

    def statements(self, *, country=None, pair=None, person=None, type=None, from_=None, to=None, originals=False, limit=0) -> Table:
        """Who said what."""
        return self._ask("statements", locals())

    def events(self, *, country=None, pair=None, person=None, type=None, status=None, from_=None, to=None, originals=False, by=None,
               limit=0) -> Table:
        """Who did what to whom; `by` pair, type or month: counted."""
        return self._ask("events", locals())

    def figures(self, *, country=None, pair=None, person=None, type=None, from_=None, to=None, originals=False, limit=0) -> Table:
        """How much and how many."""
        return self._ask("figures", locals())

    def commitments(self, *, country=None, pair=None, person=None, type=None, status=None, from_=None, to=None, originals=False,
                    limit=0) -> Table:
        """Who undertakes what, and by when."""
        return self._ask("commitments", locals())

    def stories(self, *, country=None, pair=None, person=None, type=None, from_=None, to=None, originals=False, limit=0) -> Table:
        """The stories and what was found in each."""
        return self._ask("stories", locals())

    def happenings(self, *, id=None, country=None, pair=None, person=None, type=None, status=None, from_=None, to=None,
                   min_sources=0, min_reports=0, conflicting=False, limit=0) -> Table:
        """What happened by all reports of it; with `id` the reports of one side by side."""
        return self._ask("happenings", locals())

    def series(self, *, id=None, about=None, country=None, pair=None, unit=None, all=False, limit=0) -> Table:
        """What was measured more than once; with `id` all that was said of one of these."""
        return self._ask("series", locals())

    def ledger(self, *, id=None, by=None, country=None, status=None, kind=None, due_before=None, as_of=None, limit=0) -> Table:
        """What was undertaken, and what later stories show became of it."""
        return self._ask("ledger", locals())

    def relations(self, *, pair=None, country=None, actors=False, directed=False, unusual=False, by=None, type=None, month=None,
                  from_=None, to=None, rows=False, limit=0) -> Table:
        """How states, or actors, deal with each other; `rows`: the rows that are counted."""
        if month:
            from_, to, by = month, month, by or "month"
        if unusual:
            by = by or "month"
        return self._ask("relations", locals())

    def positions(self, *, person=None, country=None, target=None, from_=None, to=None, turns=False, rows=False, limit=0) -> Table:
        """Who is for and against what over time, and who turned."""
        return self._ask("positions", locals())

    def actors(self, *, id=None, person=None, country=None, sector=None, type=None, office=None, from_=None, to=None,
               limit=0) -> Table:
        """Persons, states and bodies over all stories, or one of them in detail."""
        return self._ask("actors", locals())

    def changes(self, *, since, country=None, type=None, limit=0) -> Table:
        """What is new since a day."""
        return self._ask("changes", locals())

    def history(self, *, story=None, from_=None, to=None, limit=0) -> Table:
        """What papers changed in stories after they had published them."""
        return self._ask("history", locals())


def ingest(paths: str | os.PathLike | Iterable[str | os.PathLike], into: str | os.PathLike, *, jobs: int | None = None,
           knowledge: Knowledge | None = None) -> dict:
    """As `dragoman ingest`: reads files and folders into a store, which is made when there is none, and joins the stories. How many
    stories were added, replaced and unchanged, and `failures`: where, what."""
    paths = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    return _dragoman.ingest([os.fspath(path) for path in paths], os.fspath(into), engine(knowledge), jobs or len(os.sched_getaffinity(0)))


def import_data_set(folder: str | os.PathLike, into: str | os.PathLike) -> dict[str, int]:
    """As `dragoman import`: takes a data set's stories that the store has not, and joins them with the others. How many were
    taken (`stories`), how many left (`known`)."""
    return _dragoman.import_data_set(os.fspath(folder), os.fspath(into))
