"""A function waits for a moment, and runs once."""

from peacekeep.hooks import Moment, used


def test_functions_run_in_order_when_it_happens():
    """Each once, though it should happen again."""
    ran = []
    moment = Moment()
    moment.then(lambda: ran.append("first"))
    moment.then(lambda: ran.append("second"))

    assert [] == ran

    moment.happen()
    moment.happen()

    assert ["first", "second"] == ran


def test_what_comes_late_runs_at_once():
    """The library is used here."""
    ran = []
    import peacekeep.definitions  # noqa: F401, PLC0415 - the moment

    used.then(lambda: ran.append("late"))

    assert ["late"] == ran
