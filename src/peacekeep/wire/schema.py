"""
JSON Schema of the wire form, draft 2020-12, from the classes and their docstrings.

Who checks, fills or generates records in another language calls it with the kinds. What
the reader accepts the schema accepts; what a schema cannot say is in `$comment`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from peacekeep.definitions.codes import WORD_PATTERN, Codes
from peacekeep.definitions.docs import descriptions, summary
from peacekeep.definitions.extra import DEPTH_LIMIT
from peacekeep.definitions.fields import UNFIT_FOR_TEXT, Field, fields_of
from peacekeep.definitions.forms import Form, word_of
from peacekeep.definitions.rules import (
    ID_PATTERN,
    SLUG_PATTERN,
    WHOLE_NUMBER_LIMIT,
    CodeFrom,
    OneOf,
    Pattern,
    Refers,
    Rule,
    Within,
)
from peacekeep.definitions.values import Value
from peacekeep.models.header import VERSION, Header
from peacekeep.models.record import Record, UnknownRecord


__all__ = ["DIALECT", "dataset_schema", "record_schema"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
"""The dialect of JSON Schema in which schemas are written."""

Schema = dict[str, Any]

# No name of a class has a hyphen in snake case, so no definition is taken twice.
_LINE: Final = "one-line"
_TEXT: Final = "readable-text"
_ANYTHING: Final = "any-value"
_RECORD: Final = "any-record"

# A name that does not begin with two underscores, here and in whatever it holds.
_NAMES: Final[Schema] = {
    "propertyNames": {"pattern": "^(?:$|[^_]|_$|_[^_])"},
    "additionalProperties": {"$ref": f"#/$defs/{_ANYTHING}"},
}

_SHARED: Final[dict[str, Schema]] = {
    _LINE: {
        "type": "string",
        "not": {"pattern": f"[\n{UNFIT_FOR_TEXT}]"},
        "$comment": "The end of a pattern is the end of the text: in some languages $ "
        "lets one line feed follow, so none is allowed.",
    },
    _TEXT: {
        "type": "string",
        "pattern": r"[^ \t\n]",
        "not": {"pattern": f"[{UNFIT_FOR_TEXT}]"},
        "$comment": "A text shows something: more than blanks of whatever kind, and "
        "characters that nobody sees.",
    },
    _ANYTHING: {
        **_NAMES,
        "items": {"$ref": f"#/$defs/{_ANYTHING}"},
        "$comment": f"Whole numbers lie within {WHOLE_NUMBER_LIMIT} of 0; a number "
        "with a fraction or an exponent is kept with its digits.",
    },
}


def record_schema(cls: type[Form], codes: Mapping[str, Codes] | None = None) -> Schema:
    """
    Write the schema of one kind of record, or of a part of a record.

    Args:
        cls: The class.
        codes: Vocabularies by name, where they have more words than the field's own.

    Returns:
        The schema, whole in itself. Of draft 2020-12, with patterns in the part of
        regular expressions that it recommends.

    Example:
        >>> from peacekeep.wire.schema import record_schema
        >>> schema = record_schema(BaseEvent)
        >>> schema["required"], schema["properties"]["kind"]
        (['kind', 'id', 'base', 'event'], {'const': 'base_event'})

    Notes:
        Every record that is read is accepted. A record that is accepted and not read
        breaks one of the sentences in `$comment`.
    """
    writer = _Writer(codes)
    body = writer.form(cls)
    return {**_head(word_of(cls)), **body, "$defs": writer.definitions()}


def dataset_schema(
    kinds: Iterable[type[Record]], codes: Mapping[str, Codes] | None = None
) -> Schema:
    """
    Write the schema of a dataset as a JSON file holds it.

    Args:
        kinds: Kinds of record that are known. A record of another kind is accepted as
            an `UnknownRecord`.
        codes: Vocabularies by name, where they have more words than the fields' own.
    """
    writer = _Writer(codes)
    chosen: list[Schema] = []
    words: list[str] = []
    for kind in kinds:
        words.append(kind.kind)
        chosen.append({"if": _of_kind(const=kind.kind), "then": writer.part(kind)})
    other = writer.part(UnknownRecord)
    chosen.append({"if": _of_kind(enum=words), "else": other})
    writer.shared[_RECORD] = {
        "type": "object",
        "required": ["kind"],
        "allOf": chosen,
    }
    header = writer.form(Header)["properties"]
    properties = {
        "peacekeep": header.pop("version"),
        **header,
        "kind": False,
        "version": False,
        "records": {
            "description": "The records, in any order.",
            "type": "array",
            "items": {"$ref": f"#/$defs/{_RECORD}"},
        },
    }
    return {
        **_head("dataset"),
        "title": "Dataset",
        "description": "What is said of a dataset as a whole, and its records.",
        "type": "object",
        "properties": properties,
        "required": ["peacekeep", "records"],
        **_NAMES,
        "$comment": f"Arrays and objects are nested at most {DEPTH_LIMIT} deep. "
        "A record has at most 1 MiB. No object has a key twice. No two records share "
        "an id.",
        "$defs": writer.definitions(),
    }


def _head(word: str) -> Schema:
    return {"$schema": DIALECT, "$id": f"urn:peacekeep:schema:{VERSION}:{word}"}


def _of_kind(**which: object) -> Schema:
    return {"properties": {"kind": which}, "required": ["kind"]}


def _line(pattern: str) -> Schema:
    return {"$ref": f"#/$defs/{_LINE}", "pattern": f"^(?:{pattern})$"}


class _Writer:
    """
    Writes schemas of classes, and keeps the definitions that they share.

    Attributes:
        shared: Definitions that belong to no class.
    """

    def __init__(self, codes: Mapping[str, Codes] | None) -> None:
        self.shared = dict(_SHARED)
        self._codes = codes or {}
        self._names: dict[type, str] = {}
        self._bodies: dict[str, Schema] = {}

    def definitions(self) -> dict[str, Schema]:
        """Return every definition that was referred to, by name."""
        return {**self._bodies, **self.shared}

    def part(self, cls: type[Value] | type[Form]) -> Schema:
        """Refer to the definition of a class, which is written on the first call."""
        if cls not in self._names:
            name, number = word_of(cls), 1
            while name in self._bodies:
                number += 1
                name = f"{word_of(cls)}-{number}"
            self._names[cls] = name
            # A part may hold parts of its own class.
            self._bodies[name] = {}
            if issubclass(cls, Value):
                self._bodies[name] = self.value(cls)
            else:
                self._bodies[name] = self.form(cls)
        return {"$ref": f"#/$defs/{self._names[cls]}"}

    def value(self, cls: type[Value]) -> Schema:
        """Write the schema of a value in its wire form."""
        shape: Schema = {"type": ["string", "integer"]}
        if cls.PATTERN:
            shape = _line(cls.PATTERN)
        if cls.WHOLE is not None:
            low, high = cls.WHOLE
            number = {"type": "integer", "minimum": low, "maximum": high}
            shape = {"anyOf": [number, shape]}
        comment = {"$comment": cls.UNSAID} if cls.UNSAID else {}
        return {**_told(summary(cls)), **shape, **comment}

    def form(self, cls: type[Form]) -> Schema:
        """Write the schema of a record or a part."""
        told = descriptions(cls)
        properties: dict[str, Schema] = {}
        required: list[str] = []
        rest: Schema = {"minProperties": 1}
        if issubclass(cls, Record):
            properties["kind"] = self._kind(cls)
            required.append("kind")
            rest = {"$comment": "No reference is to the record itself."}
        for field in fields_of(cls):
            schema = self._field(cls, field)
            properties[field.name] = {**_told(told.get(field.name)), **schema}
            if field.is_required:
                required.append(field.name)
        return {
            "title": word_of(cls).replace("_", " ").capitalize(),
            **_told(summary(cls)),
            "type": "object",
            "properties": properties,
            **({"required": required} if required else {}),
            **_one_of(cls),
            **_NAMES,
            **rest,
        }

    def _kind(self, cls: type[Record]) -> Schema:
        # That of an unknown record is a property, and differs from one to the next.
        if isinstance(cls.kind, str):
            return {"const": cls.kind}
        return {**_line(WORD_PATTERN), "$comment": "The id begins with it."}

    def _field(self, cls: type[Form], field: Field) -> Schema:
        member: Schema
        member, rules = self._member(field)
        between = [*rules, *_over_fields(field)]
        sentences = [_sentence(field.name, rule) for rule in between]
        if issubclass(cls, Record) and field.name == "id":
            known = isinstance(cls.kind, str)
            member = _line(f"{cls.kind}/{SLUG_PATTERN}" if known else ID_PATTERN)
        if issubclass(cls, Record) and field.name == "withheld":
            names = [one.name for one in fields_of(cls) if not one.required]
            member = {"enum": [name for name in names if name != "withheld"]}
            sentences.append("No field that is named is given.")
        if field.many:
            member = {"type": "array", "items": member}
            if field.is_required and not field.required:
                member["minItems"] = 1
            if field.part is not None and field.part.KEY:
                key = ", ".join(field.part.KEY)
                sentences.append(f"No two of {field.name} are alike in {key}.")
        if sentences:
            member["$comment"] = " ".join(sentences)
        return member

    def _member(self, field: Field) -> tuple[Schema, tuple[Rule, ...]]:
        """Return the schema of a value or member, and the rules that it cannot say."""
        if field.holds is str or field.refers is not None:
            said = (CodeFrom, Pattern, Refers)
            return self._text(field), _over_value(field, *said)
        if field.value is not None or field.part is not None:
            return self.part(field.holds) | _limits(field), _over_value(field)
        if field.holds is bool:
            return {"type": "boolean"}, _over_value(field)
        if field.holds is int:
            least: Schema = {
                "minimum": -WHOLE_NUMBER_LIMIT,
                "maximum": WHOLE_NUMBER_LIMIT,
            }
            schema = {"type": "integer", **least, **_limits(field)}
            return schema, _over_value(field, Within)
        comment = f"A {field.holds.__name__}, read by the owner of that type."
        return {"$comment": comment}, _over_value(field)

    def _text(self, field: Field) -> Schema:
        shapes = [self._code(rule.codes) for rule in field.rules_of(CodeFrom)]
        shapes += map(_line, field.patterns)
        for rule in field.rules_of(Refers):
            kinds = "|".join(rule.kinds) or WORD_PATTERN
            kinds = f"(?:{kinds})" if len(rule.kinds) > 1 else kinds
            shapes.append(_line(f"{kinds}/{SLUG_PATTERN}"))
        if not shapes:
            return {"$ref": f"#/$defs/{_TEXT}"}
        return shapes[0] if len(shapes) == 1 else {"allOf": shapes}

    def _code(self, codes: Codes) -> Schema:
        codes = self._codes.get(codes.name, codes)
        words = {"enum": list(codes)}
        return {"anyOf": [words, _line(codes.shape)]} if codes.open else words


def _one_of(cls: type[Form]) -> Schema:
    """Say of which fields one must be given."""
    groups = [field.one_of for field in fields_of(cls) if field.one_of]
    shapes: list[Schema] = [
        {"anyOf": [_given(cls, name) for name in names]} for names in groups
    ]
    return shapes[0] if len(shapes) == 1 else {"allOf": shapes} if shapes else {}


def _given(cls: type[Form], name: str) -> Schema:
    is_list = any(field.many for field in fields_of(cls) if field.name == name)
    shape: Schema = {"required": [name]}
    return shape | {"properties": {name: {"minItems": 1}}} if is_list else shape


def _limits(field: Field) -> Schema:
    limits = zip(("minimum", "maximum"), field.limits, strict=True)
    return {key: value for key, value in limits if value is not None}


def _over_value(field: Field, *said: type) -> tuple[Rule, ...]:
    """Return the rules over one value that a schema does not say by its shape."""
    return tuple(rule for rule in field.rules_beside(*said) if rule in field.rules)


def _over_fields(field: Field) -> tuple[Rule, ...]:
    """Return the rules between fields that a schema does not say by its shape."""
    return tuple(rule for rule in field.rules_beside(OneOf) if rule in field.between)


def _told(text: str | None) -> Schema:
    return {"description": text} if text else {}


def _sentence(name: str, rule: Rule) -> str:
    sentence = f"{name} must {rule.expected}."
    if "extra" in getattr(rule, "others", ()):
        sentence += " extra holds the keys that are not known."
    return sentence
