"""The sources actually used, as citations that other programs read."""

import json
import warnings

import pytest
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

import peacekeep as pk
from peacekeep.strategies import records


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
    """Answer the citations of one source."""
    return pk.cite(
        pk.Dataset([source, pk.Mission(id="mission/x", sources=[source.id])])
    )


def test_the_sources_that_are_used_are_cited(ds):
    """By day: the month of November before its third day; what is not used is not."""
    found = pk.cite(ds)

    assert (NOTE, AP) == tuple(found) == found.sources
    assert ("source/gone",) == found.missing
    assert 2 == len(found)


def test_a_settlement_cites_what_its_values_rest_on():
    """The source of the loser is not cited."""
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
    """Both answers of settle together are neither a dataset nor a settlement."""
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
def test_a_day_that_is_not_fully_known_is_told_in_words(day, issued):
    """CSL has parts of dates and a circa, and no bounds."""
    source = pk.Source(id="source/x", published_on=day)

    assert [issued] == [item["issued"] for item in only(source).csl()]


@pytest.mark.parametrize(
    ("medium", "kind"),
    [
        ("news_article", "article-newspaper"),
        ("press_release", "document"),
        ("report", "report"),
        ("resolution", "legislation"),
        ("meeting_record", "hearing"),
        ("letter", "personal_communication"),
        ("briefing", "document"),
        ("statement", "document"),
        ("dataset", "dataset"),
        ("web_page", "webpage"),
        ("social_media", "post"),
        ("broadcast", "broadcast"),
        ("video", "motion_picture"),
        ("leaflet", "document"),
        (None, "document"),
    ],
)
def test_every_medium_has_a_type(medium, kind):
    """A word that is not ours is a document of that genre."""
    (item,) = only(pk.Source(id="source/x", medium=medium)).csl()

    assert kind == item["type"]
    assert ("Leaflet" if medium == "leaflet" else item.get("genre")) == item.get(
        "genre"
    )


def test_bibtex_is_read_by_a_parser():
    """Special signs are escaped, an address stays as it is, and names stay whole."""
    entry = parse_string(only(AP).bibtex(), "bibtex").entries["ap-2023-11-03"]

    assert "misc" == entry.type
    assert r"{15 hurt \& 100\% sure\_of \#1}" == entry.fields["title"]
    assert "{AP}" == str(entry.persons["author"][0])
    assert "https://kion546.com/a_b?c=d%20e&f" == entry.fields["url"]
    assert ("{2023}", "November") == (entry.fields["year"], entry.fields["month"])
    assert (
        "{3 November 2023. Copy: https://example.org/copy. Read 2023-11-05}"
        == entry.fields["note"]
    )


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        ("2023", {"year": "{2023}"}),
        ("2023-11", {"year": "{2023}", "month": "November"}),
        ("2023~", {"year": "{2023}", "note": "{about 2023}"}),
        ("[..2023-12-31]", {"note": "{by 31 December 2023}"}),
        (None, {}),
    ],
)
def test_bibtex_tells_a_day_as_far_as_it_can(day, fields):
    """Year and month have fields; the rest is a note."""
    text = only(pk.Source(id="source/x", published_on=day)).bibtex()
    entry = parse_string(text, "bibtex").entries["x"]

    assert {key: value.strip("{}") for key, value in fields.items()} == {
        key: value.strip("{}") for key, value in entry.fields.items()
    }


def test_a_plain_list_has_a_line_a_source(ds):
    """Whose words, title, publisher, medium, day and address, as far as known."""
    assert [
        "United Nations. Note to Correspondents. Statement. November 2023.",
        f"AP. {AP.title}. KION. News article. 3 November 2023. {AP.url}",
        "source/gone is not here.",
    ] == str(pk.cite(ds)).replace("about November", "November").splitlines()
    assert "x." == str(only(pk.Source(id="source/x")))


hostile = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    min_size=1,
) | st.sampled_from(["{", "}", "\\", "a}b{c", "%", "$x^2~_#&", "\\end{document}"])


@given(hostile)
def test_no_title_breaks_a_citation(title):
    """JSON gives it back as it is; a parser of BibTeX finds one entry."""
    source = pk.Source(id="source/x", title=title)
    text = only(source).bibtex()
    (item,) = json.loads(only(source).csl_json())

    assert title == item["title"]
    assert ["x"] == list(parse_string(text, "bibtex").entries)


@given(records(pk.Source))
def test_whatever_source_is_drawn_can_be_cited(source):
    """Both standards are read by programs of other hands."""
    found = only(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = CiteProcJSON(found.csl())
        parsed = parse_string(found.bibtex(), "bibtex")

    assert [source.id.partition("/")[2]] == list(read)
    assert 1 == len(parsed.entries)
    assert "\n" not in str(found) or source.title is not None
