"""Citations of the sources actually used, as other programs read them."""

import json
import re
import warnings

import pytest
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database import parse_string

import peacekeep as pk
from peacekeep.strategies import records, sources


AP = pk.Source(
    id="source/ap-2023-11-03",
    title="15 hurt & 100% sure_of #1",
    publisher="KION",
    origin="AP",
    medium="news_article",
    published_on="2023-11-03",
    retrieved_on="2023-11-05",
    url="https://kion546.com/a_b?c=d%20e&f",
    archive_url="https://example.org/copy",
    language="en",
)
NOTE = pk.Source(
    id="source/un-note",
    title="Note to Correspondents",
    publisher="United Nations",
    origin="United Nations",
    medium="statement",
    published_on="2023-11~",
)
UNUSED = pk.Source(id="source/unused", publisher="Nobody")


@pytest.fixture
def ds():
    """A dataset in which two of three sources are used, and one is missing."""
    return pk.Dataset(
        [
            AP,
            NOTE,
            UNUSED,
            pk.Mission(id="mission/x", sources=["source/un-note"]),
            pk.Claim(id="claim/a", about="mission/x", says="It left.", source=AP.id),
            pk.Claim(id="claim/b", about="mission/x", source="source/gone"),
            pk.Claim(id="claim/c", about="mission/x"),
        ]
    )


def only(source):
    """Return the citations of one source."""
    return pk.cite(
        pk.Dataset([source, pk.Mission(id="mission/x", sources=[source.id])])
    )


def test_the_sources_that_are_used_are_cited(ds):
    """By day, November 2023 before its third day; an unused source is left out."""
    found = pk.cite(ds)

    assert (NOTE, AP) == tuple(found) == found.sources
    assert ("source/gone",) == found.missing
    assert 2 == len(found)


def test_a_settlement_cites_what_its_values_rest_on():
    """The source of the losing claim is not cited."""
    claims = [
        pk.Claim(
            id=f"claim/{name}",
            about="incident/x",
            field="attacks",
            value=value,
            source=source.id,
        )
        for name, value, source in (("a", "2", NOTE), ("b", "3", AP))
    ]
    ds = pk.Dataset(
        [
            AP,
            NOTE,
            pk.Mission(id="mission/x"),
            pk.Incident(id="incident/x", mission="mission/x"),
            *claims,
        ]
    )
    _, settled = pk.settle(ds, pk.prefer("AP"))

    assert [AP] == list(pk.cite(settled))
    assert [NOTE, AP] == list(pk.cite(ds))


def test_something_else_is_refused(ds):
    """The pair that settle returns is neither a dataset nor a settlement."""
    with pytest.raises(pk.InvalidValue, match="be a dataset or a settlement"):
        pk.cite(pk.settle(ds, "only"))


def test_csl_has_the_fields_of_the_standard():
    """Each field under its name of CSL 1.0.2, and none without a value."""
    assert [
        {
            "id": "ap-2023-11-03",
            "type": "article-newspaper",
            "title": "15 hurt & 100% sure_of #1",
            "author": [{"literal": "AP"}],
            "container-title": "KION",
            "issued": {"date-parts": [[2023, 11, 3]]},
            "accessed": {"date-parts": [[2023, 11, 5]]},
            "URL": "https://kion546.com/a_b?c=d%20e&f",
            "language": "en",
            "note": "Copy: https://example.org/copy",
        }
    ] == only(AP).csl()
    assert [
        {
            "id": "un-note",
            "type": "document",
            "title": "Note to Correspondents",
            "author": [{"literal": "United Nations"}],
            "publisher": "United Nations",
            "genre": "Statement",
            "issued": {"date-parts": [[2023, 11]], "circa": True},
        }
    ] == only(NOTE).csl()


@pytest.mark.parametrize(
    ("day", "issued"),
    [
        ("2023", {"date-parts": [[2023]]}),
        ("2023-10?", {"date-parts": [[2023, 10]], "circa": True}),
        ("[2023-11-11..2023-11-20]", {"literal": "mid-November 2023"}),
        ("[..2023-12-31]", {"literal": "by 31 December 2023"}),
    ],
)
def test_a_day_that_is_not_fully_known_is_given_in_words(day, issued):
    """CSL has parts of dates and a circa, and no bounds."""
    source = pk.Source(id="source/x", published_on=day)

    assert [issued] == [item["issued"] for item in only(source).csl()]


@pytest.mark.parametrize(
    ("medium", "kind", "genre"),
    [
        ("news_article", "article-newspaper", None),
        ("press_release", "document", "Press release"),
        ("report", "report", None),
        ("resolution", "legislation", None),
        ("meeting_record", "hearing", None),
        ("letter", "document", "Letter"),
        ("briefing", "document", "Briefing"),
        ("statement", "document", "Statement"),
        ("dataset", "dataset", None),
        ("web_page", "webpage", None),
        ("social_media", "post", None),
        ("broadcast", "broadcast", None),
        ("video", "motion_picture", None),
        ("leaflet", "document", "Leaflet"),
        (None, "document", None),
    ],
)
def test_every_medium_has_a_type(medium, kind, genre):
    """A word outside the vocabulary gives a document of that genre."""
    (item,) = only(pk.Source(id="source/x", medium=medium)).csl()

    assert kind == item["type"]
    assert genre == item.get("genre")


def test_bibtex_is_read_by_a_parser():
    """Special characters are escaped; an address and a name stay as they are."""
    entry = parse_string(only(AP).bibtex(), "bibtex").entries["ap-2023-11-03"]

    assert "misc" == entry.type
    assert r"{15 hurt \& 100\% sure\_of \#1}" == entry.fields["title"]
    assert "{AP}" == str(entry.persons["author"][0])
    assert "https://kion546.com/a_b?c=d%20e&f" == entry.fields["url"]
    assert ("2023", "November") == (entry.fields["year"], entry.fields["month"])
    assert (
        "{3 November 2023. Copy: https://example.org/copy. Read 2023-11-05}"
        == entry.fields["note"]
    )


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        ("2023", {"year": "{2023}"}),
        ("2023-11", {"year": "{2023}", "month": "November"}),
        ("2023~", {"note": "{about 2023}"}),
        (
            "2023-11-15~",
            {"year": "2023", "month": "November", "note": "{about 15 November 2023}"},
        ),
        ("[..2023-12-31]", {"note": "{by 31 December 2023}"}),
        ("[2023-12-31..2024]", {"note": "{between 31 December 2023 and 2024}"}),
        (
            "[2023-10-31..2023-11-02]",
            {"year": "2023", "note": "{between 31 October and 2 November 2023}"},
        ),
        (
            "2023-10-3X",
            {"year": "2023", "month": "October", "note": "{2023-10-3X}"},
        ),
        (None, {}),
    ],
)
def test_bibtex_gives_a_day_as_far_as_it_can(day, fields):
    """Year and month are fields if they are certain; the rest is in the note."""
    text = only(pk.Source(id="source/x", published_on=day)).bibtex()
    entry = parse_string(text, "bibtex").entries["x"]

    assert {key: value.strip("{}") for key, value in fields.items()} == {
        key: value.strip("{}") for key, value in entry.fields.items()
    }


def test_a_plain_list_has_a_line_for_each_source(ds):
    """Origin, title, publisher, medium, day and address, as far as they are known."""
    assert [
        "United Nations. Note to Correspondents. Statement. November 2023.",
        f"AP. {AP.title}. KION. News article. 3 November 2023. {AP.url}",
        "source/gone is not here.",
    ] == str(pk.cite(ds)).replace("about November", "November").splitlines()
    assert "x." == str(only(pk.Source(id="source/x")))


def test_a_speaker_is_not_cited(ds):
    """Only the claim names or describes the speaker."""
    speakers = [
        pk.Speaker(description="CANARY", anonymous_because="CANARY"),
        pk.Speaker(name="CANARY", role="CANARY", organisation="CANARY"),
    ]
    told = ds.add(
        *(
            pk.Claim(
                id=f"claim/said-{number}",
                about="mission/x",
                source=AP.id,
                speaker=speaker,
                verbatim="CANARY",
            )
            for number, speaker in enumerate(speakers)
        )
    )
    found = pk.cite(told)

    assert pk.cite(ds) == found
    assert "CANARY" not in found.csl_json() + found.bibtex() + str(found)


def test_a_record_of_another_kind_with_the_id_of_a_source_is_missing():
    """An id that is named and is no source is listed as missing."""
    found = only(pk.UnknownRecord(id="source/x"))

    assert () == found.sources
    assert ("source/x",) == found.missing


# LaTeX commands that each print one character.
COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textasciigrave": "`",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
}


def read_back(field):
    """Read a field as LaTeX does: commands, escaped characters, and `{}` as nothing."""
    return re.sub(
        r"\\([a-z]+)\{\}|\\(.)|\{\}",
        lambda found: COMMANDS.get(found[1], found[2] or ""),
        field,
    )


def on_one_line(text):
    """Return a text as BibTeX reads it: all white space is one space."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("100% of $5 & #1_a", r"100\% of \$5 \& \#1\_a"),
        (
            "}\\end{x}",
            r"\textbraceright{}\textbackslash{}end\textbraceleft{}x\textbraceright{}",
        ),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("2013--2023", "2013-{}-2023"),
        ("a---b", "a-{}-{}-b"),
        ("``it''", r"\textasciigrave{}\textasciigrave{}it'{}'"),
        (
            "?`<<|>>",
            r"?\textasciigrave{}\textless{}\textless{}\textbar{}\textgreater{}\textgreater{}",
        ),
        (
            "M\u00e9naka \u2013 \u0645\u0627\u0644\u064a",
            "M\u00e9naka \u2013 \u0645\u0627\u0644\u064a",
        ),
    ],
)
def test_special_characters_of_latex_are_printed(title, expected):
    """None is a command, no two become one, and other characters stay as they are."""
    text = only(pk.Source(id="source/x", title=title)).bibtex()

    assert f"@misc{{x,\n  title = {{{{{expected}}}}},\n}}\n" == text


def test_an_address_stays_as_it_is():
    """Braces and backslashes, which no address has, are percent-encoded."""
    url = "https://example.org/a_b%20c~d?e={f}&g=h\\i#j"
    text = only(pk.Source(id="source/x", url=url)).bibtex()

    assert (
        "https://example.org/a_b%20c~d?e=%7Bf%7D&g=h%5Ci#j"
        == parse_string(text, "bibtex").entries["x"].fields["url"]
    )


hostile = st.text(
    st.sampled_from("{}\\%&$#_~^`'<>|,-@\"= \n")
    | st.characters(exclude_categories="C"),
    min_size=1,
).filter(str.strip)


@given(hostile)
def test_no_title_breaks_a_citation(title):
    """JSON returns it unchanged, and a BibTeX parser unchanged except white space."""
    source = pk.Source(id="source/x", title=title)
    entries = parse_string(only(source).bibtex(), "bibtex").entries
    (item,) = json.loads(only(source).csl_json())

    assert title == item["title"]
    assert ["x"] == list(entries)
    assert {"title"} == set(entries["x"].fields)
    assert f"{{{on_one_line(title)}}}" == read_back(entries["x"].fields["title"])


@example(pk.Source(id="source/x", publisher="two\nlines"))
@given(sources())
def test_a_source_takes_one_line(source):
    """Its texts may have line feeds; a source without texts is named by its id."""
    (line,) = str(only(source)).splitlines()

    assert line


@given(records(pk.Source))
def test_whatever_source_is_drawn_can_be_cited(source):
    """Third-party programs read both standards."""
    found = only(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = CiteProcJSON(found.csl())
        parsed = parse_string(found.bibtex(), "bibtex")

    assert [source.id.partition("/")[2]] == list(read)
    assert 1 == len(parsed.entries)
