"""The data dictionary and the code book: every field and every word, in tables."""

import datetime
import re
from typing import Annotated

import attrs
import pytest

from peacekeep.definitions.codes import Code, Codes, Scheme
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import (
    CodeFrom,
    Dimension,
    NotEmpty,
    NotWith,
    Pattern,
    Within,
)
from peacekeep.models import KINDS, Mission, Record, Ref
from peacekeep.models.vocabularies import SEX, VOCABULARIES
from peacekeep.pages.dictionary import code_book, data_dictionary
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.quantities import Quantity


COLOUR = Codes(
    "colour of hull",
    open=True,
    codes={
        "red": Code("red", "Red | scarlet.", "https://www.example.org/colours"),
        "blue": Code("blue", "Blue\nall over.", "peacekeep"),
        "green": Code("green", "Green.", "https://www.example.org/colours"),
    },
    former={"scarlet": "red"},
)


@attrs.frozen(kw_only=True)
class Hold(Form):
    """
    A room for cargo.

    Attributes:
        label: Painted on the door, as A|B.
        inner: Rooms inside it.
    """

    KEY = ("label",)

    label: Annotated[str, Pattern("[A-Z]", "be a capital letter")]
    inner: "tuple[Hold, ...]" = ()


@attrs.frozen(kw_only=True)
class Barge(Record):
    """
    A boat without a motor. It is towed.

    Attributes:
        mission: Mission that uses it,
            or that has used it.
        seen: Records in which it is seen.
        colours: Colours of its hull.
        holds: Rooms for cargo.
        length: Length over all.
        crew: How many. Unit: person.
        decks: How many decks.
        towed: Whether it is towed now.
        built_on: Day of its launch.
        sails_at: Hour of the day.
        calls_at: Hours of the day.
    """

    mission: Ref[Mission]
    seen: tuple[Ref[Record], ...] = ()
    colours: Annotated[tuple[str, ...], CodeFrom(COLOUR), NotEmpty()] = ()
    holds: tuple[Hold, ...] = ()
    length: Annotated[Quantity | None, Dimension("length", "m")] = None
    crew: Count | None = None
    decks: Annotated[int | None, Within(1, 3)] = None
    towed: Annotated[bool | None, NotWith("crew", "extra")] = None
    built_on: PartialDate | None = None
    sails_at: datetime.time | None = None
    calls_at: tuple[datetime.time, ...] = ()


# The page about a barge and its holds.
BARGE = r"""
## `barge`

A boat without a motor.

| field | holds | required | meaning |
|---|---|---|---|
| `id` | text | yes | `kind/slug`: the word of the class, a slash, and a name in lower case letters, digits and hyphens. |
| `marking` | code of [marking](codes.md#marking) |  | Who may see it, by the Traffic Light Protocol. None: as the dataset. |
| `withheld` | list of texts |  | Names of fields that are known but not given. |
| `note` | text |  | Any other remark. |
| `identifiers` | list of identifiers of a [scheme](codes.md#scheme) |  | What others call it, such as `ucdp:12345`. Schemes are codes of `codes["scheme"]`. |
| `mission` | reference to mission | yes | Mission that uses it, or that has used it. |
| `seen` | list of references to any record |  | Records in which it is seen. |
| `colours` | list of codes of [colour of hull](codes.md#colour-of-hull), or another word | yes | Colours of its hull. Must have at least one member. |
| `holds` | list of [hold](#hold) |  | Rooms for cargo. No two have the same key: `label`. |
| `length` | quantity of length |  | Length over all. |
| `crew` | count |  | How many. Unit: person. |
| `decks` | whole number |  | How many decks. Must lie between 1 and 3. |
| `towed` | true or false |  | Whether it is towed now. Must not be given together with crew, extra. |
| `built_on` | date |  | Day of its launch. |
| `sails_at` | `time` |  | Hour of the day. |
| `calls_at` | list of `time` |  | Hours of the day. |

## Parts

Parts are inside records, and have no id.

### `hold`

A room for cargo.

| field | holds | required | meaning |
|---|---|---|---|
| `label` | text | yes | Painted on the door, as A\|B. Must be a capital letter. |
| `inner` | list of [hold](#hold) |  | Rooms inside it. No two have the same key: `label`. |
"""  # noqa: E501 - a row of a table is one line


def test_a_dictionary_has_a_table_for_each_kind_and_part():
    """Each field has a row: what it holds, whether it is required, what it means."""
    page = data_dictionary([Barge])
    start = page.index("## `barge`")

    assert page.startswith("# Data dictionary\n\nWhat each kind of record holds")
    assert BARGE == "\n" + page[start:]


def test_a_dictionary_of_nothing_has_no_tables():
    """It has no chapter of parts either."""
    page = data_dictionary([])

    assert "|" not in page
    assert "## Parts" not in page


def test_a_dictionary_takes_the_vocabularies_of_extensions():
    """Here a closed vocabulary replaces the field's own."""
    closed = Codes("colour of hull", open=False, codes=dict(COLOUR))
    page = data_dictionary([Barge], {"colour of hull": closed})

    assert (
        "| `colours` | list of codes of [colour of hull](codes.md#colour-of-hull) | yes"
    ) in page


def test_a_code_book_has_a_table_for_each_vocabulary():
    """It has the name, the former words, and each word with its source."""
    page = code_book([COLOUR, SEX])
    start = page.index("## colour of hull")

    assert page.startswith("# Code book\n\nWhat each word of a vocabulary means")
    assert page[start : page.index("## sex")].splitlines() == [
        "## colour of hull",
        "",
        "Open.",
        "`scarlet` is a former word for `red`.",
        "",
        "| word | label | definition | source |",
        "|---|---|---|---|",
        r"| `red` | red | Red \| scarlet. | [example.org][1] |",
        "| `blue` | blue | Blue all over. | peacekeep |",
        "| `green` | green | Green. | [example.org][1] |",
        "",
    ]
    assert "## sex\n\nClosed.\n\n" in page
    assert "\n\n[1]: https://www.example.org/colours\n" in page


def test_a_code_book_has_the_columns_that_a_vocabulary_uses():
    """Here French, broader words, totals, terms, and a second source."""
    fine = Code(
        "drizzle",
        "Rain | fine.",
        "peacekeep https://www.example.org/pluie",
        french="bruine",
        broader="rain",
        terms={"metar": "DZ", "synop": "5"},
        cumulative=True,
    )
    codes = {"rain": Code("rain", "Water.", "peacekeep"), "drizzle": fine}

    assert code_book([Codes("weather", open=False, codes=codes)]).splitlines()[-6:] == [
        "| word | label | French | definition | broader | total | terms | source |",
        "|---|---|---|---|---|---|---|---|",
        "| `rain` | rain |  | Water. |  |  |  | peacekeep |",
        (
            r"| `drizzle` | drizzle | bruine | Rain \| fine. | `rain` "
            "| cumulative | metar: DZ; synop: 5 | peacekeep, [example.org][1] |"
        ),
        "",
        "[1]: https://www.example.org/pluie",
    ]


def test_a_code_book_shows_what_identifiers_look_like():
    """A scheme has its pattern, an example and an address."""
    scheme = Scheme(
        "hull number",
        "Number on the hull.",
        "peacekeep",
        pattern="[A-Z]|[0-9]+",
        such_as="7",
        address="https://www.example.org/{}",
    )

    assert code_book([Codes("mark", open=True, codes={"hull": scheme})]).endswith(
        "| word | label | definition | pattern | example | address | source |\n"
        "|---|---|---|---|---|---|---|\n"
        "| `hull` | hull number | Number on the hull. "
        r"| `[A-Z]\|[0-9]+` | `7` | `https://www.example.org/{}` | peacekeep |"
        "\n"
    )


def test_a_code_book_of_a_vocabulary_without_words_has_an_empty_table():
    """The columns that every table has are there."""
    page = code_book([Codes("void", open=True, codes={})])

    assert page.endswith("| word | label | definition | source |\n|---|---|---|---|\n")


def test_a_code_book_without_addresses_has_no_list_of_them():
    """It ends with the last table."""
    ours = Codes("hue", open=False, codes={"red": Code("red", "Red.", "peacekeep")})

    assert code_book([ours]).endswith("| `red` | red | Red. | peacekeep |\n")


@pytest.mark.parametrize("kind", KINDS, ids=lambda cls: cls.kind)
def test_every_field_of_ours_has_its_row(kind):
    """The row has the meaning, and is under the kind."""
    page = data_dictionary(KINDS)
    _, _, chapter = page.partition(f"\n## `{kind.kind}`\n")
    chapter = re.split(r"^#", chapter, maxsplit=1, flags=re.MULTILINE)[0]
    names = re.findall(r"^\| `(\w+)` \|.* \| [^|]+ \|$", chapter, re.MULTILINE)

    assert [field.name for field in fields_of(kind)] == names


def anchors(page):
    """Return the anchors of a Markdown page."""
    heads = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {head.strip("`").lower().replace(" ", "-") for head in heads}


def test_every_link_leads_to_a_table():
    """A link points to a kind or part on the page, or to the code book."""
    page, book = data_dictionary(KINDS), code_book(VOCABULARIES)

    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= anchors(page)
    assert set(re.findall(r"\]\(codes\.md#([^)]+)\)", page)) <= anchors(book)
    assert set(re.findall(r"\]\[(\d+)\]", book)) == set(
        re.findall(r"^\[(\d+)\]: \S+$", book, re.MULTILINE)
    )


def test_every_word_of_ours_has_its_row():
    """The row is under the vocabulary of the word."""
    book = code_book(VOCABULARIES)
    words = [word for codes in VOCABULARIES for word in codes]

    assert words == re.findall(r"^\| `([^`]+)` \|", book, re.MULTILINE)
