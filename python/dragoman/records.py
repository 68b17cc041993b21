"""The record and its rows. Attributes and their types: records.pyi, made of the program's own lists of fields."""
from ._dragoman import (Commitment, Dateline, Entity, Event, EventPlace, Figure, Group, Mention, Note, Passage, Record, Stance,
                        StanceTarget, Statement, Story, Time)

__all__ = ["Commitment", "Dateline", "Entity", "Event", "EventPlace", "Figure", "Group", "Mention", "Note", "Passage", "Record",
           "Stance", "StanceTarget", "Statement", "Story", "Time"]


def record_of(json: str) -> Record:
    """What pickle calls: methods of the module's classes cannot be pickled themselves."""
    return Record.from_json(json)
