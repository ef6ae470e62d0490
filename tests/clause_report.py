"""A pytest plugin: keeps what the marked tests said about each clause, for `hub conformance`.

Only a whole run is kept: one without a choice of files or tests, over sources that did not change meanwhile.
"""

import pytest

from hub.conformance import results
from rules.clauses import CLAUSES

WHOLE = {"", "clause", "not browser", "clause and not browser"}
"""Choices by marker that leave out no scenario of a clause that can run without a browser."""


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Report(config), "clause-report")


def pytest_collection_modifyitems(config, items):
    unknown = []
    for item in items:
        clauses = [str(number) for mark in item.iter_markers("clause") for number in mark.args]
        item.user_properties += [("clause", number) for number in dict.fromkeys(clauses)]
        unknown += _unknown(item)
    if unknown and not hasattr(config, "workerinput"):
        raise pytest.UsageError(*unknown)


def pytest_runtest_setup(item):
    """A process of xdist that broke off in the collection would not say why; so it is said here."""
    if unknown := _unknown(item):
        pytest.fail("; ".join(unknown), pytrace=False)


def _unknown(item):
    numbers = [number for name, number in item.user_properties if name == "clause"]
    return [f"{item.nodeid}: the Rules have no clause {number!r}" for number in numbers if number not in CLAUSES]


class Report:
    """Gathers the outcomes; with xdist it sits in the process that controls the others."""

    def __init__(self, config):
        self.whole, self.root = _is_whole(config), config.rootpath
        self.made_from = results.fingerprint(self.root) if self.whole else ""
        self.outcomes = {}

    def pytest_runtest_logreport(self, report):
        clauses = tuple(number for name, number in report.user_properties if name == "clause")
        if not clauses:
            return
        before, now = self.outcomes.get(report.nodeid), _outcome(report)
        if now and not (before and before.outcome == "failed"):
            self.outcomes[report.nodeid] = results.Result(report.nodeid, clauses, now)

    def pytest_sessionfinish(self, session, exitstatus):
        ended = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        stopped = session.shouldfail or session.shouldstop
        if self.whole and ended and not stopped and results.fingerprint(self.root) == self.made_from:
            results.write(results.place(), list(self.outcomes.values()), self.made_from)


def _is_whole(config):
    option = config.option
    chosen = option.keyword or getattr(option, "lf", False) or getattr(option, "deselect", None) or option.ignore
    return (
        config.args_source == config.ArgsSource.TESTPATHS
        and option.markexpr in WHOLE
        and not chosen
        and not option.collectonly
    )


def _outcome(report):
    """A test passes by its call alone; what is skipped or expected to fail shows nothing."""
    if report.failed:
        return "failed"
    if report.skipped:
        return "skipped"
    return "passed" if report.when == "call" else None
