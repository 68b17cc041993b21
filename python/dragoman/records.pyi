# Generated from src/record/fields.h by `dragoman fields --python`; a test keeps it so.
from typing import Any, Literal

class Passage:
    """Exact words of the story."""
    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """The words, equal to story.text[start, end)."""
    def to_dict(self) -> dict[str, Any]: ...

class Dateline:
    """The line that opens a dispatch."""
    @property
    def place(self) -> str | None:
        """Where the story was filed."""
    @property
    def agency(self) -> str | None:
        """The agency named there."""
    @property
    def span(self) -> Passage:
        """The dateline's words."""
    def to_dict(self) -> dict[str, Any]: ...

class Story:
    """The story as it was read."""
    @property
    def id(self) -> str:
        """Given by the input, else derived from its content."""
    @property
    def source(self) -> str | None:
        """Publisher."""
    @property
    def url(self) -> str | None:
        """Address it came from."""
    @property
    def title(self) -> str | None:
        """Headline; no row rests on it."""
    @property
    def section(self) -> str | None:
        """Section of the paper."""
    @property
    def authors(self) -> tuple[str, ...]:
        """Names in the byline."""
    @property
    def published(self) -> str | None:
        """ISO 8601 date or date-time; relative times are resolved against it."""
    @property
    def published_from(self) -> Literal["given", "metadata", "text", "url"] | None:
        """Where that date comes from."""
    @property
    def dateline(self) -> Dateline | None:
        """Place and agency that open the text."""
    @property
    def language(self) -> str:
        """BCP 47."""
    @property
    def text(self) -> str:
        """The body in NFC with line feeds; every span points into it."""
    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
    def to_dict(self) -> dict[str, Any]: ...

class Mention:
    """A place where the story speaks of an entity."""
    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """The words."""
    @property
    def kind(self) -> Literal["name", "nominal", "pronoun"]:
        """How it is named."""
    def to_dict(self) -> dict[str, Any]: ...

class Entity:
    """Who or what takes part in a row, or is named in the story, in order of first mention."""
    @property
    def id(self) -> str:
        """Made from the name, of what the knowledge has from its name there: the same in all stories; unique within the story."""
    @property
    def type(self) -> Literal["person", "country", "organization", "people", "place", "other"]:
        """What it is."""
    @property
    def name(self) -> str:
        """Fullest form in the story; for countries the usual English name."""
    @property
    def country(self) -> str | None:
        """State it belongs to, ISO 3166 alpha-3; IGO for intergovernmental bodies."""
    @property
    def sector(self) -> str | None:
        """PLOVER sector of its role at the story's date."""
    @property
    def office(self) -> str | None:
        """Office held at the story's date."""
    @property
    def wikidata(self) -> str | None:
        """Wikidata item, where known."""
    @property
    def latitude(self) -> float | None:
        """Degrees north."""
    @property
    def longitude(self) -> float | None:
        """Degrees east."""
    @property
    def place_precision(self) -> Literal["point", "city", "region", "country"] | None:
        """What the coordinates stand for."""
    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the story speaks of it."""
    def to_dict(self) -> dict[str, Any]: ...

class Time:
    """A time expression with its value, resolved against the date of publication."""
    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def text(self) -> str:
        """The words."""
    @property
    def type(self) -> Literal["DATE", "TIME", "DURATION", "SET"]:
        """TIMEX3 type."""
    @property
    def value(self) -> str:
        """TIMEX3 value: 2021-12-15, 2021-W50, P3D, PRESENT_REF."""
    @property
    def mod(self) -> str | None:
        """TIMEX3 modifier: START, END, APPROX."""
    @property
    def from_(self) -> str | None:
        """First day covered."""
    @property
    def to(self) -> str | None:
        """Last day covered."""
    def to_dict(self) -> dict[str, Any]: ...

class Statement:
    """A reported utterance or published view: who said what, through whom, to whom."""
    @property
    def id(self) -> str:
        """Hash of what the row says."""
    @property
    def speakers(self) -> tuple[str, ...]:
        """Whose words or view it is."""
    @property
    def by(self) -> tuple[str, ...]:
        """Who reports it inside the story."""
    @property
    def through(self) -> tuple[str, ...]:
        """Medium or spokesperson it came through."""
    @property
    def to(self) -> tuple[str, ...]:
        """Whom it was said to."""
    @property
    def form(self) -> Literal["direct", "indirect", "mixed"]:
        """Quoted, reported, or both."""
    @property
    def content(self) -> tuple[Passage, ...]:
        """What was said, without cue and quotation marks; one piece or several."""
    @property
    def cue(self) -> Passage | None:
        """The words of saying."""
    @property
    def source_words(self) -> Passage | None:
        """The words that name the speaker."""
    @property
    def channel(self) -> str | None:
        """How it was said: telephone, video call, letter."""
    @property
    def time(self) -> str | None:
        """When it was said, TIMEX3."""
    @property
    def parent(self) -> str | None:
        """The statement this one is part of."""
    @property
    def rule(self) -> str | None:
        """What in the knowledge or the model made the row."""
    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The words the row rests on."""
    def to_dict(self) -> dict[str, Any]: ...

class StanceTarget:
    """What a stance is about: an entity, or words."""
    @property
    def entity(self) -> str | None:
        """The entity approved or rejected."""
    @property
    def words(self) -> Passage | None:
        """The words for what is approved or rejected."""
    def to_dict(self) -> dict[str, Any]: ...

class Stance:
    """Who is for or against what, where the words themselves say it."""
    @property
    def id(self) -> str:
        """Hash of what the row says."""
    @property
    def holder(self) -> tuple[str, ...]:
        """Whose stance it is."""
    @property
    def target(self) -> StanceTarget:
        """What it is about."""
    @property
    def stance(self) -> Literal["for", "against"]:
        """For or against."""
    @property
    def statement(self) -> str | None:
        """The statement it is part of."""
    @property
    def rule(self) -> str | None:
        """What in the knowledge or the model made the row."""
    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The words the row rests on."""
    def to_dict(self) -> dict[str, Any]: ...

class EventPlace:
    """Where an event took or takes place."""
    @property
    def entity(self) -> str | None:
        """The place or country."""
    @property
    def words(self) -> Passage | None:
        """The words that name it."""
    def to_dict(self) -> dict[str, Any]: ...

class Event:
    """An act between political actors, or by one on people, in the PLOVER ontology."""
    @property
    def id(self) -> str:
        """Hash of what the row says."""
    @property
    def type(self) -> str:
        """PLOVER event type."""
    @property
    def mode(self) -> str | None:
        """PLOVER mode."""
    @property
    def cameo(self) -> str | None:
        """CAMEO code, as text."""
    @property
    def quad(self) -> int | None:
        """Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    @property
    def goldstein(self) -> float | None:
        """Goldstein value, -10 (conflict) to 10 (cooperation)."""
    @property
    def contexts(self) -> tuple[str, ...]:
        """PLOVER contexts."""
    @property
    def status(self) -> Literal["occurred", "ongoing", "planned", "intended", "urged", "denied", "hypothetical"]:
        """How real it is."""
    @property
    def actors(self) -> tuple[str, ...]:
        """Who acts."""
    @property
    def recipients(self) -> tuple[str, ...]:
        """Who is acted upon; the other side of mutual acts."""
    @property
    def time(self) -> str | None:
        """When, TIMEX3, as precise as the text."""
    @property
    def time_precision(self) -> str | None:
        """How precise that is: day, week, month, year."""
    @property
    def place(self) -> EventPlace | None:
        """Where."""
    @property
    def statement(self) -> str | None:
        """The statement that claims it; null when the story itself does."""
    @property
    def killed(self) -> int | None:
        """People killed in it."""
    @property
    def injured(self) -> int | None:
        """People injured in it."""
    @property
    def confidence(self) -> float:
        """Between 0 and 1."""
    @property
    def rule(self) -> str | None:
        """What in the knowledge or the model made the row."""
    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The words the row rests on."""
    def to_dict(self) -> dict[str, Any]: ...

class Figure:
    """A measured fact: how much or how many of what."""
    @property
    def id(self) -> str:
        """Hash of what the row says."""
    @property
    def value(self) -> float | None:
        """The number in plain units; null for "dozens"."""
    @property
    def max(self) -> float | None:
        """Upper end of a range."""
    @property
    def comparator(self) -> Literal["=", ">", ">=", "<", "<=", "~"]:
        """How the value bounds the truth; ~ is about."""
    @property
    def unit(self) -> str | None:
        """ISO 4217 for money, percent, a unit's usual English name, or the counted noun."""
    @property
    def dimension(self) -> str | None:
        """What kind of quantity: money, ratio, length, mass, time, count."""
    @property
    def of(self) -> tuple[Passage, ...]:
        """What is measured or counted."""
    @property
    def role(self) -> Literal["level", "change", "target", "capacity", "count", "share", "duration", "distance", "age", "other"]:
        """What the number is."""
    @property
    def direction(self) -> Literal["up", "down"] | None:
        """Which way a change went, or a level was reached."""
    @property
    def period(self) -> str | None:
        """The time it is true of, TIMEX3 or first/last."""
    @property
    def base(self) -> str | None:
        """The figure this one is a change from, to, or a share of."""
    @property
    def by(self) -> tuple[str, ...]:
        """Whose claim it is."""
    @property
    def statement(self) -> str | None:
        """The statement it is part of."""
    @property
    def rule(self) -> str | None:
        """What in the knowledge or the model made the row."""
    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The words the row rests on."""
    def to_dict(self) -> dict[str, Any]: ...

class Commitment:
    """A promise, plan or stated intention of somebody about their own conduct."""
    @property
    def id(self) -> str:
        """Hash of what the row says."""
    @property
    def by(self) -> tuple[str, ...]:
        """Who undertakes it."""
    @property
    def to(self) -> tuple[str, ...]:
        """Whom it is owed to."""
    @property
    def action(self) -> Passage:
        """What is to be done."""
    @property
    def kind(self) -> str | None:
        """What kind of action: attend, meet, pay, supply, build, sign, withdraw and so on."""
    @property
    def strength(self) -> Literal["promised", "agreed", "planned", "intended", "aimed", "considered"]:
        """How binding the words are."""
    @property
    def figure(self) -> str | None:
        """The figure that measures it."""
    @property
    def due(self) -> str | None:
        """By when, TIMEX3."""
    @property
    def statement(self) -> str | None:
        """The statement it is part of."""
    @property
    def rule(self) -> str | None:
        """What in the knowledge or the model made the row."""
    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The words the row rests on."""
    def to_dict(self) -> dict[str, Any]: ...

class Group:
    """Who belongs to what, where the story says so."""
    @property
    def id(self) -> str:
        """Hash of what the row says."""
    @property
    def group(self) -> str:
        """The group."""
    @property
    def members(self) -> tuple[str, ...]:
        """Its members, as stated."""
    @property
    def rule(self) -> str | None:
        """What in the knowledge or the model made the row."""
    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The words the row rests on."""
    def to_dict(self) -> dict[str, Any]: ...

class Note:
    """What the reader should know: a missing date, text cut at a limit, a language not read."""
    @property
    def code(self) -> str:
        """Short and stable, for programs."""
    @property
    def message(self) -> str:
        """For people."""
    def to_dict(self) -> dict[str, Any]: ...

class Record:
    """What was read in one story."""
    @property
    def record_version(self) -> Literal["1"]:
        """Version of this form."""
    @property
    def engine_version(self) -> str:
        """Engine, knowledge and weights that read the story."""
    @property
    def story(self) -> Story:
        """The story as it was read."""
    @property
    def entities(self) -> tuple[Entity, ...]:
        """Who and what."""
    @property
    def times(self) -> tuple[Time, ...]:
        """When."""
    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who said what."""
    @property
    def stances(self) -> tuple[Stance, ...]:
        """Who is for or against what."""
    @property
    def events(self) -> tuple[Event, ...]:
        """Who did what to whom."""
    @property
    def figures(self) -> tuple[Figure, ...]:
        """How much and how many."""
    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Who undertakes what."""
    @property
    def groups(self) -> tuple[Group, ...]:
        """Who belongs to what."""
    @property
    def notes(self) -> tuple[Note, ...]:
        """What the reader should know."""
    def to_dict(self) -> dict[str, Any]: ...
    def to_json(self, indent: bool = False) -> str: ...
    @staticmethod
    def from_json(json: str) -> Record: ...
    def _repr_html_(self) -> str: ...

def record_of(json: str) -> Record: ...
