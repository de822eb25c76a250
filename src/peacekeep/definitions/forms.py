"""
`Form`: a frozen class that reads its own fields, and names every fault.

Records and their parts build on it.
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

    A field takes its value, or the canonical text of it. Every fault is named, not
    only the first.

    Attributes:
        extra: Keys that the class does not know, kept and written back.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    KEY: ClassVar[tuple[str, ...]] = ()
    """Fields that tell one part of a list from the others, as far as they are given."""

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
        """Return faults that no rule of a field can find, once all fields are read."""
        return ()

    def _place(self) -> Where:
        """Return where the faults of this form are, as far as it knows."""
        return Where()

    @property
    def is_empty(self) -> bool:
        """True if nothing at all is given in it."""
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
    """Return a class and those of its parts, and of theirs, each once."""
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
    Return the word of a kind, or what a part is called.

    That of unknown records differs by record; together they are unknown_record.
    """
    word: object = getattr(cls, "kind", None)
    return word if isinstance(word, str) else snake_case(cls.__name__)
