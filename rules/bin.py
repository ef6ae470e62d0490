"""The business identification number (BIN): what a number says of its holder, and what is wrong with it.

Twelve digits: 1-4 year and month of registration, 5 kind of holder, 6 division, 7-11 serial, 12 check digit.
"""

from dataclasses import dataclass
from typing import Literal

from rules.text import Text

Kind = Literal[
    "legal_entity", "branch", "representative_office", "other_division", "joint_sole_trader", "person", "unknown"
]

LENGTH = 12
WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
LEGAL_ENTITY = "45"
"""Fifth digit of a resident and of a non-resident legal entity."""
DIVISIONS: dict[str, Kind] = {
    "0": "legal_entity",
    "1": "branch",
    "2": "representative_office",
    "3": "other_division",
}

EMPTY = Text(
    "БСН көрсетіңіз: 12 цифр.",
    "Укажите БИН: 12 цифр.",
    "Enter the BIN: 12 digits.",
)
CHECK_DIGIT = Text(
    "Бақылау цифры сәйкес келмейді. Бір цифр қате терілген болуы мүмкін: БСН-ді құжатпен салыстырыңыз.",
    "Контрольная цифра не сходится. Вероятно, одна из цифр набрана с ошибкой: сверьте БИН с документом.",
    "The check digit does not fit. A digit is likely mistyped: compare the BIN with the document.",
)
PROBLEMS: dict[Kind, Text] = {
    "branch": Text(
        "Бұл – филиалдың БСН-і. Заңды тұлғаның өзінің БСН-ін көрсетіңіз.",
        "Это БИН филиала. Укажите БИН самого юридического лица.",
        "This is the BIN of a branch. Enter the BIN of the legal entity itself.",
    ),
    "representative_office": Text(
        "Бұл – өкілдіктің БСН-і. Заңды тұлғаның өзінің БСН-ін көрсетіңіз.",
        "Это БИН представительства. Укажите БИН самого юридического лица.",
        "This is the BIN of a representative office. Enter the BIN of the legal entity itself.",
    ),
    "other_division": Text(
        "Бұл – өзге бөлімшенің БСН-і. Заңды тұлғаның өзінің БСН-ін көрсетіңіз.",
        "Это БИН иного подразделения. Укажите БИН самого юридического лица.",
        "This is the BIN of another kind of division. Enter the BIN of the legal entity itself.",
    ),
    "joint_sole_trader": Text(
        "Бұл – бірлескен кәсіпкерлік нысанындағы дара кәсіпкердің БСН-і. Заңды тұлғаның БСН-ін көрсетіңіз.",
        "Это БИН индивидуального предпринимателя (совместное предпринимательство). Укажите БИН юридического лица.",
        "This is the BIN of a joint sole trader. Enter the BIN of a legal entity.",
    ),
    "person": Text(
        "Бұл – жеке тұлғаның немесе дара кәсіпкердің ЖСН-і. Заңды тұлғаның БСН-ін көрсетіңіз.",
        "Это ИИН физического лица или индивидуального предпринимателя. Укажите БИН юридического лица.",
        "This is the IIN of a person or an individual entrepreneur. Enter the BIN of a legal entity.",
    ),
}


@dataclass(frozen=True, slots=True)
class BinVerdict:
    """`ok` only for a legal entity itself. `digits` is the text without spaces; `problem` says how to mend it."""

    ok: bool
    digits: str
    problem: Text | None
    kind: Kind


def check_bin(text: str) -> BinVerdict:
    """Judge a BIN as a person typed it; a participant must be a legal entity, not its part nor a person."""
    digits = "".join(text.split())
    if problem := _misshapen(digits):
        return BinVerdict(ok=False, digits=digits, problem=problem, kind="unknown")
    kind = _kind(digits)
    problem = _unlisted(digits) if kind == "unknown" else PROBLEMS.get(kind)
    return BinVerdict(ok=problem is None, digits=digits, problem=problem, kind=kind)


def make_bin(year: int, month: int, serial: int, kind: str = "4", part: str = "0") -> str:
    """Invent a BIN for a demonstration: the first serial from `serial` on for which a check digit exists."""
    if month not in range(1, 13):
        raise ValueError(f"A month is 1 to 12, not {month}.")
    for number in range(serial, 100_000):
        body = f"{year % 100:02}{month:02}{kind}{part}{number:05}"
        if (digit := check_digit(body)) is not None:
            return f"{body}{digit}"
    raise ValueError(f"No BIN can be made from serial {serial}: a serial is 0 to 99999.")


def check_digit(body: str) -> int | None:
    """Reckon the twelfth digit from the first eleven; None if both rows of weights give 10 and no number exists."""
    for weights in WEIGHTS:
        rest = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True)) % 11
        if rest < 10:  # noqa: PLR2004 - a single digit
            return rest
    return None


def _misshapen(digits: str) -> Text | None:
    """Say what keeps this from being any BIN or IIN at all."""
    if not digits:
        return EMPTY
    if foreign := "".join(dict.fromkeys(sign for sign in digits if sign not in "0123456789")):
        return _foreign(foreign)
    if len(digits) != LENGTH:
        return _length(len(digits))
    if not 1 <= int(digits[2:4]) <= 12:  # noqa: PLR2004 - months
        return _month(digits[2:4])
    return None if check_digit(digits[:-1]) == int(digits[-1]) else CHECK_DIGIT


def _kind(digits: str) -> Kind:
    holder, division = digits[4], digits[5]
    if holder in "0123":  # an IIN has the day of birth here
        return "person"
    if holder == "6":
        return "joint_sole_trader"
    return DIVISIONS.get(division, "unknown") if holder in LEGAL_ENTITY else "unknown"


def _foreign(signs: str) -> Text:
    return Text(
        f"БСН тек цифрлардан тұрады. Мына таңбаларды алып тастаңыз: {signs}",
        f"БИН состоит только из цифр. Уберите знаки: {signs}",
        f"A BIN consists of digits only. Remove these signs: {signs}",
    )


def _length(length: int) -> Text:
    return Text(
        f"БСН 12 цифрдан тұрады, енгізілгені: {length}.",
        f"В БИН 12 цифр, введено: {length}.",
        f"A BIN has 12 digits; entered: {length}.",
    )


def _month(month: str) -> Text:
    return Text(
        f"3-ші және 4-ші цифрлар – ай, 01-ден 12-ге дейін. Енгізілгені: {month}.",
        f"3-я и 4-я цифры – месяц, от 01 до 12. Введено: {month}.",
        f"Digits 3 and 4 are a month, from 01 to 12. Entered: {month}.",
    )


def _unlisted(digits: str) -> Text:
    """Say which of the digits 5 and 6 has a value that no BIN has."""
    place, digit, most = (6, digits[5], "0–3") if digits[4] in LEGAL_ENTITY else (5, digits[4], "4–6")
    return Text(
        f"БСН-нің {place}-цифры {most} аралығында болады, енгізілгені: {digit}. БСН-ді құжатпен салыстырыңыз.",
        f"{place}-я цифра БИН бывает {most}, введено: {digit}. Сверьте БИН с документом.",
        f"Digit {place} of a BIN is {most}; entered: {digit}. Compare the BIN with the document.",
    )
