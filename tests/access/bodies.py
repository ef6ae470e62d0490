"""What is sent by POST: bodies that would be taken from the right person, so that a refusal is one of rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hub.accounts.models import User
from hub.register.models import Participant
from rules.bin import make_bin
from tests.access import town_reports
from tests.access.scene import NOW, PDF, TOMORROW, Scene
from tests.fees import files as statement_files
from tests.importing.files import as_csv, row
from tests.registration.stages import TERMS

Body = dict[str, Any]
TODAY = NOW.date().isoformat()


def body(scene: Scene, route: str, target: str, more: tuple[str, ...]) -> Body:
    """The body for a route, an object of the scene and what follows it in the address."""
    made = BODIES.get(route)
    return {"declared": "yes"} | (made(scene, target, more) if made else {})


def _part(scene: Scene, target: str, _more: tuple[str, ...]) -> Body:
    stage = target.split(maxsplit=1)[0]
    kept = scene.cases[stage].parts.get(key="about")
    return {**kept.data, "revision": kept.revision, "phone": "+7 701 000 33 44"}


def _act(_scene: Scene, _target: str, more: tuple[str, ...]) -> Body:
    scan = {"scan": SimpleUploadedFile("Шарт.pdf", PDF, "application/pdf")} if more[0] == "agree" else {}
    return ACTS.get(more[0], {}) | scan


ACTS: dict[str, Body] = {
    "agree": {"signed_on": TODAY},
    "extend": {"years": "1", "amendment": "Д-9", "signed_on": TODAY},
    "withdraw": {"reasons": "Сведения больше не нужны Технопарку."},
    "conclude": {"verdict": "expedient", "conclusion": "Показатели достигнуты."},
    "send_back": {"note": "Уточните показатели."},
    "sign": {"grounds": ["inexpedient"]},
    "raise": {"grounds": ["fees_unpaid"], "facts": "Сбор за квартал не уплачен."},
}


def _agreement(scene: Scene, target: str, _more: tuple[str, ...]) -> Body:
    kept = scene.cases[target].parts.filter(key="agreement").first()
    return {**TERMS, "number": "Д-4", "revision": kept.revision if kept else 0}


def _password(_scene: Scene, _target: str, _more: tuple[str, ...]) -> Body:
    return {"oldpassword": "correct horse battery", "password1": "staple purple window"}


def _leave(colleague: User) -> Body:
    return {"colleague": colleague.email, "since": TODAY, "until": TOMORROW.isoformat(), "reason": "Отпуск"}


def _consent(_scene: Scene, _target: str, _more: tuple[str, ...]) -> Body:
    """With what the paper form asks besides; the portal's own leaves it aside."""
    scan = SimpleUploadedFile("Келісім.pdf", PDF, "application/pdf")
    words = {"recipient": "Банк", "purpose": "Рассмотрение кредита", "until": TOMORROW.isoformat()}
    return {
        "kinds": ["agreements"],
        **words,
        "signed_by": "Директор",
        "signed_on": TODAY,
        "document": scan,
        "sure": "on",
    }


def _picked(scene: Scene, target: str, _more: tuple[str, ...]) -> Body:
    """One thing of a participant, and what is asked where the law obliges to give it."""
    place = {"consent": "consents", "participation": "pk"}[target.rsplit(maxsplit=1)[-1]]
    found = Participant.objects.get(**{place: scene.args[target][0]}).agreements.first()
    law = {"recipient": "Суд", "purpose": "Дело № 7", "basis": "ГПК, статья 73", "tell_on": TODAY}
    return {"items": [f"agreement:{found.pk}" if found else ""], **law}


def _statement(*_: object) -> Body:
    return {
        "format": "mt940",
        "mapping": "",
        "file": SimpleUploadedFile("Выписка.txt", statement_files.mt940(statement_files.line())),
    }


BODIES: dict[str, Callable[[Scene, str, tuple[str, ...]], Body]] = {
    "account_login": lambda scene, *_: {"login": scene.owner.email, "password": "correct horse battery"},
    "account_signup": lambda *_: {
        "full_name": "Жаңа Адам",
        "email": "new@example.kz",
        "password1": "staple purple window",
        "consent": "on",
    },
    "account_reset_password": lambda scene, *_: {"email": scene.owner.email},
    "account_change_password": _password,
    "profile": lambda *_: {"full_name": "Жаңа Аты", "language": "kk"},
    "organisation_new": lambda *_: {"bin": make_bin(2021, 4, 900), "name_kk": "Жаңа", "name_ru": "Новая"},
    "organisation_invite": lambda *_: {"email": "somebody@example.kz", "capacity": "owner"},
    "colleague": lambda *_: {"capacity": "reader"},
    "role_grant": lambda scene, *_: {
        "email": scene.owner_b.email,
        "role": "administrator",
        "since": TODAY,
        "reason": "Приказ № 9",
    },
    "stand_in": lambda scene, *_: {"person": scene.officer.email, **_leave(scene.owner_b)},
    "own_stand_in": lambda scene, *_: _leave(scene.administrator),
    "part": _part,
    "autosave": _part,
    "attach": lambda *_: {
        "file-extra": SimpleUploadedFile("Договор.pdf", PDF, "application/pdf"),
        "language-extra": "ru",
    },
    "answers": lambda scene, *_: {f"answer-{scene.args['remarks canary-remark-remarks'][1]}": "Исправлено."},
    "act": _act,
    "request_new": lambda *_: {
        "rows-TOTAL_FORMS": "1",
        "rows-INITIAL_FORMS": "0",
        "rows-0-kind": "taxes",
        "rows-0-note": "за 2025 год",
        "whom": "all",
    },
    "rounds_open": lambda *_: {"whom": "all"},
    "visit": lambda *_: {"visited_on": TODAY, "place": "Астана", "found": "yes", "seen": "Сотрудники на местах."},
    "analysis_write": lambda *_: {"text_kk": "Талдау.", "text_ru": "Анализ.", "revision": "0"},
    "unmask": lambda *_: {"reason": "Звоню заявителю по замечанию"},
    "data_correct": lambda *_: {"text": "Имя написано неверно"},
    "data_erase": lambda *_: {"sure": "on"},
    "data_request": lambda *_: {"outcome": "refused", "answer": "Нет подтверждающих документов"},
    "seen": lambda scene, *_: {"person": scene.owner.email},
    "consent_give": _consent,
    "consent_record": _consent,
    "consent_end": lambda *_: {"letter": "Письмо № 3 от 18.05.2026"},
    "disclose": _picked,
    "disclose_by_law": _picked,
    "remarks": lambda *_: {"place": "about:", "clause": "9(1)", "text": "Уточните адрес."},
    "checklist": lambda *_: {"item-7/1": "yes"},
    "translate": lambda *_: {"into": "ru"},
    "sitting_new": lambda scene, *_: {
        "commission": scene.sittings["open"].commission_id,
        "on": TODAY,
        "place": "Зал 1",
    },
    "sitting_move": lambda scene, *_: {
        "commission": scene.sittings["open"].commission_id,
        "on": TODAY,
        "place": "Зал 2",
    },
    "sitting_agenda": lambda scene, *_: {"cases": [str(scene.cases["waiting"].pk)]},
    "sitting_attendance": lambda scene, *_: {"present": [scene.chair.pk, scene.member.pk]},
    "audit_private": lambda *_: {"reason": "Шағым № 4 бойынша тексеру"},
    "item_vote": lambda *_: {"vote": "for", "reasons": "Бизнес-план раскрывает все сведения."},
    "item_conflict": lambda *_: {"conflict-reason": "Родственник работает у заявителя."},
    "item_dissent": lambda *_: {"text": "Особое мнение."},
    "seat_new": lambda scene, *_: {
        "user": scene.owner_b.email,
        "office": "member",
        "kind": "state",
        "since": TOMORROW.isoformat(),
        "order": "Приказ № 5",
    },
    "seat_end": lambda *_: {"until": TODAY},
    "charter_new": lambda *_: {
        "since": TOMORROW.isoformat(),
        "order": "Приказ № 6",
        "quorum_percent": "60",
        "majority_percent": "50",
    },
    "calendar_day": lambda *_: {
        "day": "2026-10-05",
        "working": "0",
        "reason_kk": "Ауыстыру",
        "reason_ru": "Перенос",
        "reason_en": "Moved",
        "decree": "№ 2",
    },
    "calendar_confirm": lambda *_: {"year": "2028", "source": "№ 3"},
    "mrp_enter": lambda *_: {"since": "2028-01-01", "amount": "4700", "source": "Закон"},
    "list_entry": lambda *_: {
        "key": "99",
        "title_kk": "Жаңа",
        "title_ru": "Новый",
        "title_en": "New",
        "since": TODAY,
    },
    "agreement_draft": _agreement,
    "amend": lambda *_: {
        "number": "Д-3",
        "fee-0-kind": "rate",
        "fee-0-amount": "2",
        "signed_on": TODAY,
        "scan": SimpleUploadedFile("Шарт.pdf", PDF, "application/pdf"),
    },
    "fee_assess": lambda scene, *_: {"quarter": "2026-Q2", "fees": [f"{scene.args['fee to assess'][0]}|125000.00"]},
    "fee_confirm": lambda scene, *_: {"lines": [scene.args["open line"][0]]},
    "fee_aside": lambda *_: {"why": "Арендная плата"},
    "fee_back": lambda *_: {"why": "Платёж другой организации"},
    "fee_refund": lambda *_: {"amount": "100", "why": "Письмо № 7"},
    "fee_statements": _statement,
    "fee_mappings": lambda *_: {
        "name": "Банк",
        "encoding": "cp1251",
        "delimiter": ";",
        "comma": "",
        "day_format": "%d.%m.%Y",
        "column_on": "Дата",
        "column_amount": "Сумма",
        "column_purpose": "Назначение",
    },
    "head_invite": lambda *_: {"email": "new-head@example.kz"},
    "imports": lambda *_: {"file": SimpleUploadedFile("Участники.csv", as_csv(row(903)), "text/csv")},
    "report_sheet_read": lambda scene, *_: {"file": town_reports.workbook(scene)},
    "reminders": lambda *_: {"kind": "fee", "days": "9"},
    "list_end": lambda *_: {"until": TODAY},
}
