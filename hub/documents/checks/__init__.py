"""Uploaded files are judged by their content: PDF, DOCX, XLSX, PNG and JPEG pass, all else is told why not.

`check` runs here, `check_isolated` in a process of its own with little time and memory: use that one for uploads.
"""

from pathlib import Path

from hub.documents.checks.content import MAX_BYTES, check
from hub.documents.checks.names import safe_name
from hub.documents.checks.verdict import Kind, Problem, Verdict

__all__ = ["MAX_BYTES", "Kind", "Problem", "Verdict", "check", "check_isolated", "safe_name"]


def check_isolated(path: Path, name: str, *, seconds: int = 20, memory_mib: int = 512) -> Verdict:
    """`check` in a confined process; whatever ends it before an answer makes the file "unreadable".

    `seconds` bounds both the clock and the processor. OSError when the file itself is not there.
    """
    from hub.documents.checks import isolation  # the checked side does not need it

    return isolation.check_isolated(path, name, seconds=seconds, memory_mib=memory_mib)
