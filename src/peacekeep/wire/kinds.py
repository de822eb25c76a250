"""
What a class must be to be a kind of record, beyond what its annotations say.

Extensions ask it of each kind that they bring. It finds, when a class is taken in, what
would otherwise fail when the first record of it is built, saved or read.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any, Final

import attrs

from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form, forms_in, word_of
from peacekeep.errors import InvalidValue, Path, Where
from peacekeep.formats.package import is_plain_name
from peacekeep.models.record import Record, UnknownRecord
from peacekeep.wire.tables import tables


__all__ = ["check_kind"]

_WORD: Final = re.compile("[a-z][a-z0-9_]*", re.ASCII)
_TAKEN: Final = frozenset({"kind", "extra"})


def check_kind(cls: type[Record]) -> None:
    """
    Refuse a class that could not be a kind of record.

    Raises:
        InvalidValue: If its word, a field, a default or a rule of it, or of one of its
            parts, is not what it must be.
    """
    word = cls.kind
    if (
        not isinstance(word, str)
        or not _WORD.fullmatch(word)
        or word == word_of(UnknownRecord)
    ):
        expected = "be named in letters and digits, such as FuelDelivery"
        raise InvalidValue(expected, cls.__name__, subject="a kind of record")
    for form in forms_in(cls):
        for fault in _faults(form):
            raise fault.at(Where(record=word_of(form)))
    for table in tables(cls):
        if not is_plain_name(f"{table.name}.parquet"):
            expected = "have a name that a file can have on every system"
            raise InvalidValue(expected, table.name, subject="a kind of record")


def _faults(form: type[Form]) -> Iterator[InvalidValue]:
    for attribute in attrs.fields(form):
        if attribute.name != "extra":
            yield from _faults_of_attribute(attribute)
    own = inspect.get_annotations(form)
    for name in _TAKEN & own.keys():
        if str(own[name]).partition("[")[0] != "typing.ClassVar":
            expected = "have another name, for this one is taken"
            yield InvalidValue(expected, name, where=Where(path=Path.to(name)))
    fields = {field.name: field for field in fields_of(form)}
    for field in fields.values():
        if field.part is not None and issubclass(field.part, Record):
            hint = f"Write Ref[{field.part.__name__}]."
            expected = "refer to a record, not hold one"
            place = Where(path=Path.to(field.name))
            yield InvalidValue(expected, field.part.__name__, where=place, hint=hint)
        default = getattr(attrs.fields(form), field.name).default
        allowed: tuple[object, ...] = ((),) if field.many else (None,)
        if not field.required and default not in allowed:
            hint = f"Write = {allowed[0]}, for what is not given is not known."
            place = Where(path=Path.to(field.name))
            yield InvalidValue("have no default", default, where=place, hint=hint)
        for rule in (*field.rules, *field.between):
            misfit = getattr(rule, "misfit", None)
            problem = "" if misfit is None else misfit(field, fields)
            if problem:
                place = Where(path=Path.to(field.name))
                yield InvalidValue(f"have rules that fit: {problem}", rule, where=place)


def _faults_of_attribute(attribute: "attrs.Attribute[Any]") -> Iterator[InvalidValue]:
    place = Where(path=Path.to(attribute.name))
    if attribute.name.startswith("_") or attribute.alias != attribute.name:
        expected = "have one name, without a leading underscore"
        yield InvalidValue(expected, attribute.name, where=place)
    if not attribute.init:
        yield InvalidValue("be given to the constructor", "init=False", where=place)
