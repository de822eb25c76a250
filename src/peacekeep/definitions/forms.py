"""
`Form`: a frozen class that reads its own fields, and names every fault.

It is the base class of records and of their parts.
"""

from collections.abc import Iterable
from typing import ClassVar, Final

import attrs

from peacekeep.definitions.extra import Extra, as_extra
from peacekeep.definitions.fields import FormType, Unreadable, fields_of, snake_case
from peacekeep.errors import InvalidRecord, InvalidValue, Path, Where


__all__ = ["Form", "forms_in", "word_of"]

_NOTHING_EXTRA: Final = Extra()


@attrs.frozen(kw_only=True)
class Form(metaclass=FormType):
    """
    A frozen attrs class that reads its fields when it is built.

    A field takes a value, or the canonical text of the value. The error names every
    fault, not only the first.

    Attributes:
        extra: Keys that the class does not know, kept and written back.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    KEY: ClassVar[tuple[str, ...]] = ()
    """Fields that tell the parts of a list apart, in order. They may be absent."""

    extra: Extra = attrs.field(default=_NOTHING_EXTRA, converter=as_extra)

    def __attrs_post_init__(self) -> None:
        faults: list[InvalidValue] = []
        values: dict[str, object] = {}
        broken: set[str] = set()
        self._read_fields(faults, values, broken)
        self._read_extra(faults, values, broken)
        for field in fields_of(type(self)):
            for rule in field.between:
                if not broken.intersection((field.name, *rule.others)):
                    fault = rule.between(field.name, values)
                    if fault is not None:
                        faults.append(fault.at(Where(path=Path.to(field.name))))
        if not broken:
            faults.extend(self._faults())
        if faults:
            name = snake_case(type(self).__name__)
            error = InvalidRecord.of(faults, self._place(), name=name)
            if not broken.intersection(self.KEY):
                error.key = self.key
            raise error

    def __repr__(self) -> str:
        shown = []
        fields = attrs.fields(type(self))
        for field in sorted(fields, key=lambda one: one.name == "extra"):
            value = getattr(self, field.name)
            is_empty = value is None or (isinstance(value, tuple | Extra) and not value)
            if field.repr and not is_empty:
                text = field.repr if callable(field.repr) else repr
                shown.append(f"{field.name}={text(value)}")
        name = type(self).__qualname__.rpartition(">.")[2]
        return f"{name}({', '.join(shown)})"

    def _read_fields(
        self, faults: list[InvalidValue], values: dict[str, object], broken: set[str]
    ) -> None:
        for field in fields_of(type(self)):
            value = getattr(self, field.name)
            number = len(faults)
            if value == () if field.many else value is None and not field.required:
                read = value
            else:
                read = field.read_all(value, faults)
            if len(faults) > number:
                broken.add(field.name)
            elif read is not value:
                object.__setattr__(self, field.name, read)
            values[field.name] = read

    def _read_extra(
        self, faults: list[InvalidValue], values: dict[str, object], broken: set[str]
    ) -> None:
        extra = self.extra
        found: tuple[InvalidValue, ...] = ()
        if isinstance(extra, Unreadable):
            found = extra.faults
        elif not isinstance(extra, Extra):
            try:
                extra = Extra(extra)
                object.__setattr__(self, "extra", extra)
            except InvalidValue as error:
                found = (error,)
        if not found and extra:
            found = tuple(
                InvalidValue("be given as a field, not in extra", name, subject=name)
                for name in extra
                if name in values
            )
        values["extra"] = extra
        faults.extend(found)
        if found:
            broken.add("extra")

    def _faults(self) -> Iterable[InvalidValue]:
        """Yield the faults that no rule of a field finds, once all fields are read."""
        return ()

    def _place(self) -> Where:
        """Return the place of the faults of this form, as far as the form knows it."""
        return Where()

    @property
    def is_empty(self) -> bool:
        """True if no field is given, and no unknown key."""
        names = (field.name for field in fields_of(type(self)))
        return not self.extra and all(
            getattr(self, name) in (None, ()) for name in names
        )

    @property
    def key(self) -> tuple[str | None, ...]:
        """
        Canonical texts of the key, by which a path names this part.

        None where a field of the key is not given and a later one is.
        """
        values = [getattr(self, name) for name in self.KEY]
        while values and values[-1] is None:
            values.pop()
        return tuple(None if value is None else str(value) for value in values)


def forms_in(cls: type[Form]) -> tuple[type[Form], ...]:
    """Return a class, the classes of its parts, and of their parts, each once."""
    found = [cls]
    for form in found:  # grows while it is walked
        found += dict.fromkeys(
            field.part
            for field in fields_of(form)
            if field.part is not None and field.part not in found
        )
    return tuple(found)


def word_of(cls: type) -> str:
    """
    Return the word of a kind, or the name of a part in snake case.

    Each unknown record has a word of its own; their class is unknown_record.
    """
    word: object = getattr(cls, "kind", None)
    return word if isinstance(word, str) else snake_case(cls.__name__)
