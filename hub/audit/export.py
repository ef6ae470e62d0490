"""The log as a file for the stand-alone verifier: one event a line, in its canonical form, with its place."""

from typing import TextIO

from hub.audit.verify import content_of, rows


def export(to: TextIO) -> int:
    """Write `{"digest":…,"event":…,"prev":…}` for each event, oldest first; how many."""
    count = 0
    for row in rows():
        to.write(line(content_of(row), row["prev"], row["digest"]))
        count += 1
    return count


def line(content: str, prev: str, digest: str) -> str:
    return f'{{"digest":"{digest}","event":{content},"prev":"{prev}"}}\n'
