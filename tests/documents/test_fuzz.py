"""Whatever a file looks like, the check answers: yes with a kind, or no with a reason. It never crashes."""

import os
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.documents import checks
from tests.documents import hostile, samples

BUILDERS = {
    "a.pdf": samples.pdf,
    "locked.pdf": samples.pdf_for_reading_only,
    "link.pdf": hostile.pdf_with_link,
    "a.docx": samples.word,
    "chart.docx": samples.word_with_chart,
    "a.xlsx": samples.excel,
    "a.png": samples.png,
    "a.jpg": samples.jpeg,
    "phone.jpg": samples.jpeg_of_phone,
}
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
MARKS = [
    b"",
    b"\0" * 8,
    b"\xff" * 8,
    b"%PDF-",
    b"PK\x05\x06",
    b"PK\x03\x04",
    b"<!DOCTYPE",
    b"/JS",
    b"\xff\xd9",
    b"IEND",
]


@cache
def good(name):
    return BUILDERS[name]()


@st.composite
def spoilt(draw):
    """A good file with a few bytes changed, cut out, put in, or joined to another good file."""
    name = draw(st.sampled_from(sorted(BUILDERS)))
    data = bytearray(good(name))
    for _ in range(draw(st.integers(1, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        data[at : at + length] = draw(st.sampled_from(MARKS) | st.binary(max_size=40))
    if draw(st.integers(0, 9)) == 0:
        other = good(draw(st.sampled_from(sorted(BUILDERS))))
        data[draw(st.integers(0, len(data))) :] = other[draw(st.integers(0, len(other))) :]
    return name, bytes(data)


@pytest.mark.filterwarnings("ignore::UserWarning")  # what Pillow and pikepdf think of such files
@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
@given(spoilt())
def test_a_spoilt_file_is_always_answered(tmp_path_factory, case):
    name, data = case
    path = tmp_path_factory.mktemp("fuzz") / "upload"
    path.write_bytes(data)
    verdict = checks.check(path, name)
    assert verdict.ok == (verdict.problem is None) == (verdict.kind is not None)
