"""What a participant asks or tells: a new activity (9-1), location (9(3)), the legal entity (28), giving up (40)."""

from rules.duties import TO_NOTIFY
from rules.needs import (
    ANSWERED,
    DECLARED,
    HAS_REMARKS,
    NO_OPEN_REMARKS,
    TRANSLATED,
    checked,
    complete,
    decided,
)
from rules.procedure import COMMISSION, PARTICIPANT, TECHNOPARK, Act, Duty, Limit, Procedure, State
from rules.text import Text

# --- where a change stands ------------------------------------------------------------------------------------------
DRAFT = State("draft", Text("Жоба", "Черновик", "Draft"), tone="grey")
CHECK = State("check", Text("Тексеруде", "На проверке", "Being checked"))
REMARKS = State("remarks", Text("Ескертулер жіберілді", "Направлены замечания", "Remarks sent"), tone="yellow")
AT_COMMISSION = State(
    "commission", Text("Комиссияның қарауында", "На рассмотрении Комиссии", "Before the Commission"), tone="purple"
)
CHANGED = State(
    "changed", Text("Өзгеріс мақұлданды", "Изменение одобрено", "Change approved"), final=True, tone="green"
)
REFUSED = State("refused", Text("Өзгерістен бас тартылды", "В изменении отказано", "Refused"), final=True, tone="red")
RECORDED = State(
    "recorded",
    Text("Тізбеге енгізілді", "Внесено в Перечень", "Entered in the register"),
    final=True,
    tone="green",
)
WITHDRAWN = State("withdrawn", Text("Кері қайтарып алынды", "Отозвано", "Withdrawn"), final=True, tone="grey")

# --- who must do what, by when --------------------------------------------------------------------------------------
TO_CHECK = Duty(
    "check",
    TECHNOPARK,
    ("remark", "refer"),
    "12",
    Text("Өтінішті тексеру", "Проверить заявление", "Check the application"),
    "check_activity",
    since="receipt",
)
TO_RECORD = Duty(
    "record",
    TECHNOPARK,
    ("remark", "record"),
    "20",
    Text("Өзгерісті тізбеге енгізу", "Внести изменение в Перечень", "Enter the change in the register"),
    "record_change",
    since="receipt",
)
TO_ANSWER = Duty(
    "answer",
    PARTICIPANT,
    ("answer",),
    "14",
    Text("Ескертулерге жауап беру", "Ответить на замечания", "Answer the remarks"),
)
TO_DECIDE = Duty(
    "decide",
    COMMISSION,
    ("approve", "refuse"),
    "9-1",
    Text("Шешім қабылдау", "Принять решение", "Decide"),
    "decide_activity",
)
TO_CERTIFY = Duty(
    "certify",
    TECHNOPARK,
    ("certify",),
    "18",
    Text("Жаңа мәліметтермен куәлік беру", "Выдать свидетельство с новыми данными", "Issue the certificate anew"),
    "issue_certificate",
)

# --- acts that the procedures share ---------------------------------------------------------------------------------
REMARK = Act(
    "remark",
    TECHNOPARK,
    "14",
    Text("Ескертулерді жіберу", "Направить замечания", "Send the remarks"),
    Text("Ескертулермен хабарлама жіберілді", "Направлено уведомление с замечаниями", "A notice with remarks was sent"),
    (CHECK,),
    REMARKS,
    opens=(TO_ANSWER,),
    needs=(HAS_REMARKS,),
)


def _certify(leaves: State) -> Act:
    return Act(
        "certify",
        TECHNOPARK,
        "18",
        Text("Куәлік беру", "Выдать свидетельство", "Issue the certificate"),
        Text(
            "Жаңа мәліметтермен куәлік берілді",
            "Выдано свидетельство с новыми данными",
            "A certificate with the new data was issued",
        ),
        (leaves,),
    )


def _answer(again: Duty, clause: str) -> Act:
    return Act(
        "answer",
        PARTICIPANT,
        "16",
        Text("Жауапты жіберу", "Отправить ответ", "Send the answer"),
        Text("Ескертулерге жауап берілді", "Замечания устранены, ответ отправлен", "The remarks were answered"),
        (REMARKS,),
        CHECK,
        opens=(again,),
        needs=(ANSWERED, complete(clause), DECLARED),
    )


def _withdraw(clause: str, *leaves: State) -> Act:
    return Act(
        "withdraw",
        PARTICIPANT,
        clause,
        Text("Кері қайтарып алу", "Отозвать", "Withdraw"),
        Text("Кері қайтарып алынды", "Отозвано участником", "It was withdrawn"),
        leaves,
        WITHDRAWN,
    )


ACTIVITY = Procedure(
    "activity",
    Text(
        "Қызмет түрін өзгерту немесе толықтыру",
        "Изменение или дополнение вида деятельности",
        "Change or addition of activity",
    ),
    "9-1",
    begins=DRAFT,
    acts=(
        Act(
            "file",
            PARTICIPANT,
            "9-1",
            Text("Өтінішті беру", "Подать заявление", "File the application"),
            Text("Өтініш берілді", "Заявление подано", "The application was filed"),
            (DRAFT,),
            CHECK,
            opens=(TO_CHECK,),
            needs=(complete("9-1"), DECLARED),
        ),
        REMARK,
        _answer(TO_CHECK, "9-1"),
        Act(
            "refer",
            TECHNOPARK,
            "9-1",
            Text("Комиссияға жіберу", "Направить в Комиссию", "Refer to the Commission"),
            Text("Комиссияның қарауына жіберілді", "Направлено на рассмотрение Комиссии", "Referred to the Commission"),
            (CHECK,),
            AT_COMMISSION,
            opens=(TO_DECIDE,),
            needs=(checked("9-1"), NO_OPEN_REMARKS, TRANSLATED),
        ),
        Act(
            "approve",
            COMMISSION,
            "9-1",
            Text("Мақұлдау", "Одобрить", "Approve"),
            Text("Комиссия өзгерісті мақұлдады", "Комиссия одобрила изменение", "The Commission approved the change"),
            (AT_COMMISSION,),
            CHANGED,
            opens=(TO_NOTIFY, TO_CERTIFY),
            needs=(decided("9-1"),),
            vote="for",
        ),
        Act(
            "refuse",
            COMMISSION,
            "9-1",
            Text("Бас тарту", "Отказать", "Refuse"),
            Text(
                "Комиссия өзгерістен бас тартты",
                "Комиссия отказала в изменении",
                "The Commission refused the change",
            ),
            (AT_COMMISSION,),
            REFUSED,
            opens=(TO_NOTIFY,),
            needs=(decided("9-1"),),
            vote="against",
        ),
        Act(
            "notify",
            TECHNOPARK,
            "17",
            Text("Шешім туралы хат жіберу", "Направить письмо о решении", "Send the letter of decision"),
            Text("Шешім туралы хат жіберілді", "Письмо о решении направлено", "The letter of decision was sent"),
            (CHANGED, REFUSED),
        ),
        _certify(CHANGED),
        _withdraw("9-1", CHECK, REMARKS, AT_COMMISSION),
    ),
)


def _notice(key: str, clause: str, title: Text, *, within: Limit | None = None, certificate: bool = True) -> Procedure:
    """A notice of the participant: sent, checked, entered in the register; its data come into a new certificate."""
    record = Act(
        "record",
        TECHNOPARK,
        "20",
        Text("Тізбеге енгізу", "Внести в Перечень", "Enter in the register"),
        Text(
            "Мәліметтер тізбеге енгізілді",
            "Сведения внесены в Перечень",
            "The data were entered in the register",
        ),
        (CHECK,),
        RECORDED,
        opens=(TO_CERTIFY,) if certificate else (),
        needs=(NO_OPEN_REMARKS,),
    )
    file = Act(
        "file",
        PARTICIPANT,
        clause,
        Text("Хабарламаны жіберу", "Направить уведомление", "Send the notice"),
        Text("Хабарлама жіберілді", "Уведомление направлено", "The notice was sent"),
        (DRAFT,),
        CHECK,
        opens=(TO_RECORD,),
        needs=(complete(clause), DECLARED),
        limit=within,
    )
    shown = (record, _certify(RECORDED)) if certificate else (record,)
    acts = (file, REMARK, _answer(TO_RECORD, clause), *shown, _withdraw(clause, CHECK, REMARKS))
    return Procedure(key, title, f"{clause}, 20", begins=DRAFT, acts=acts)


LATE_NOTICE = Text(
    "Хабарлама 28-тармақта белгіленген мерзімнен кейін жіберілді.",
    "Уведомление направлено позже срока, названного в пункте 28.",
    "The notice was sent after the term of clause 28.",
)

TOO_SOON = Text(
    "Хабарлама мен шешімнің арасы 40-тармақтағы мерзімнен аз. Кейінірек күнді көрсетіңіз.",
    "Между уведомлением и решением меньше срока пункта 40. Укажите более позднюю дату.",
    "Between the notice and the decision lies less than the term of clause 40. Give a later date.",
)

LOCATION = _notice(
    "location",
    "9(3)",
    Text("Орналасқан жерді өзгерту", "Изменение местонахождения", "Change of location"),
)
REREGISTRATION = _notice(
    "reregistration",
    "28",
    Text("Мемлекеттік қайта тіркеу", "Государственная перерегистрация", "State re-registration"),
    within=Limit("notify_event", "happened_on", "28", LATE_NOTICE, strict=False),
)
LIQUIDATION = _notice(
    "liquidation",
    "28",
    Text("Заңды тұлғаны тарату", "Ликвидация юридического лица", "Liquidation of the legal entity"),
    within=Limit("notify_event", "happened_on", "28", LATE_NOTICE, strict=False),
    certificate=False,
)
GIVING_UP = _notice(
    "giving_up",
    "40",
    Text("Жобадан бас тарту туралы хабарлама", "Уведомление об отказе от проекта", "Notice of giving up the project"),
    within=Limit("notify_giving_up", "decides_on", "40", TOO_SOON),
    certificate=False,
)
