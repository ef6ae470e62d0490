"""What a check answers, and how the answer travels between two processes."""

from dataclasses import dataclass
from typing import Any, Literal, Self

from rules.text import Text

Kind = Literal["pdf", "docx", "xlsx", "png", "jpeg"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is refused: a stable code, and what is wrong and how to mend it in three languages."""

    code: str
    message: Text


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about one file; a refused file has no kind and always a problem."""

    ok: bool
    kind: Kind | None
    mime: str
    problem: Problem | None

    @classmethod
    def accepted(cls, kind: Kind, mime: str) -> Self:
        return cls(ok=True, kind=kind, mime=mime, problem=None)

    @classmethod
    def refused(cls, problem: Problem) -> Self:
        return cls(ok=False, kind=None, mime="application/octet-stream", problem=problem)

    def as_json(self) -> dict[str, Any]:
        """{"ok", "kind", "mime", "problem": {"code", "message": {"kk", "ru", "en"}} or null}."""
        problem = self.problem and {"code": self.problem.code, "message": self.problem.message._asdict()}
        return {"ok": self.ok, "kind": self.kind, "mime": self.mime, "problem": problem}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """Read the verdict that `as_json` described; KeyError or TypeError for anything else."""
        told = value["problem"]
        problem = told and Problem(told["code"], Text(**told["message"]))
        return cls(ok=value["ok"], kind=value["kind"], mime=value["mime"], problem=problem)


class FileRefusedError(Exception):
    """Raised by a checker at the first thing that may not be in an uploaded file."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
