"""Reads news and keeps the record: who said what through whom, who did what to whom, how much, who promised what for when. Every
row rests on exact words of its story.

    import dragoman
    record = dragoman.read("Peru will open a crossing to Chile, the minister said.", published="2025-03-14")
    for statement in record.statements:
        print(statement.content[0].text)

Manual: docs/python.md."""
from ._dragoman import Batch, Table
from .errors import Error
from .reading import Knowledge, engine, read, read_many, tables
from .records import Record
from .store import Store, import_data_set, ingest

__all__ = ["Batch", "Error", "Knowledge", "Record", "Store", "Table", "engine", "import_data_set", "ingest", "read", "read_many", "tables"]
