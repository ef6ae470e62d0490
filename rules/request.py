"""Chapter 2, paragraphs 4 and 9: what the Technopark asks a participant for (clauses 27, 29, 64(2), 64-1).

Documents of clauses 27 and 29 and information within monitoring are two procedures of one shape: only what monitoring
asked for and did not get is a ground of clause 39(4).
"""

from dataclasses import dataclass, replace

from rules.needs import ANSWERED, DECLARED, HAS_REMARKS, NO_OPEN_REMARKS, reasoned
from rules.procedure import PARTICIPANT, TECHNOPARK, Act, Duty, Need, Procedure, State
from rules.text import Text

# --- where a request stands -----------------------------------------------------------------------------------------
DRAFT = State("draft", Text("Жоба", "Черновик", "Draft"), tone="grey", inner=True)
ASKED = State("asked", Text("Жауап күтілуде", "Ожидается ответ", "Answer awaited"), tone="yellow")
ANSWER = State("answered", Text("Жауап тексерілуде", "Ответ проверяется", "Answer being checked"))
RETURNED = State(
    "returned", Text("Ескертулермен қайтарылды", "Возвращён с замечаниями", "Returned with remarks"), tone="yellow"
)
ACCEPTED = State("accepted", Text("Жауап қабылданды", "Ответ принят", "Answer accepted"), final=True, tone="green")
WITHDRAWN = State("withdrawn", Text("Сұрату алынды", "Запрос отозван", "Withdrawn"), final=True, tone="grey")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that may be asked for, by which clause; one that is `open` is told in the officer's words."""

    key: str
    clause: str
    title: Text
    open: bool = False


DOCUMENTS = (
    Kind(
        "statistics",
        "27",
        Text(
            "Мемлекеттік статистикалық есептіліктің көшірмелері",
            "Копии государственной статистической отчётности",
            "Copies of state statistical reports",
        ),
    ),
    Kind(
        "taxes",
        "27",
        Text(
            "Салық декларацияларының (есеп-қисаптарының) көшірмелері",
            "Копии налоговых деклараций (расчётов)",
            "Copies of tax declarations (calculations)",
        ),
    ),
    Kind(
        "audit",
        "27",
        Text(
            "Жылдық қаржылық есептіліктің дұрыстығы туралы аудиторлық қорытынды",
            "Аудиторское заключение о достоверности годовой финансовой отчётности",
            "Audit opinion on the truth of the annual financial statements",
        ),
    ),
    Kind(
        "tax_accounting",
        "29",
        Text(
            "Салықтық есепке алу үшін қажет мәліметтер",
            "Сведения, необходимые в целях налогового учёта",
            "Data needed for tax accounting",
        ),
        open=True,
    ),
    Kind(
        "accounts",
        "29",
        Text(
            "Бухгалтерлік (қаржылық) есептілік бойынша мәліметтер",
            "Сведения по бухгалтерской (финансовой) отчётности",
            "Information on accounting (financial) statements",
        ),
    ),
)
INFORMATION = (
    Kind(
        "information",
        "64(2)",
        Text("Қосымша ақпарат", "Дополнительная информация", "Further information"),
        open=True,
    ),
    Kind(
        "documents",
        "64-1",
        Text("Жоба бойынша құжаттар", "Документы по проекту", "Documents on the project"),
        open=True,
    ),
)

ITEMS = Need(
    "items",
    "27",
    Text(
        "Не қажет екенін кемінде бір тармақпен көрсетіңіз.",
        "Укажите хотя бы один пункт: что нужно представить.",
        "Name at least one item: what is to be given.",
    ),
)
COMPLETE = Need(
    "complete",
    "27",
    Text(
        "Әр тармаққа жауап беріңіз: құжат тіркеңіз, мәтін жазыңыз немесе неге қатысы жоғын түсіндіріңіз.",
        "Ответьте на каждый пункт: приложите документ, напишите текст или объясните, почему пункт неприменим.",
        "Answer each item: attach a document, write a text, or say why it does not apply.",
    ),
)
TO_ANSWER = Duty(
    "answer",
    PARTICIPANT,
    ("file",),
    "27",
    Text("Сұратуға жауап беру", "Ответить на запрос", "Answer the request"),
    "answer_request",
    since="receipt",
)
TO_MEND = Duty(
    "mend",
    PARTICIPANT,
    ("answer",),
    "27",
    Text("Жауапты түзету", "Исправить ответ", "Mend the answer"),
    "mend_answer",
    since="receipt",
)
TO_CHECK = Duty(
    "check",
    TECHNOPARK,
    ("accept", "remark", "withdraw"),
    "27",
    Text("Жауапты тексеру", "Проверить ответ", "Check the answer"),
)

REQUEST = Procedure(
    "request",
    Text("Құжаттар туралы сұрату", "Запрос документов", "Request for documents"),
    "27, 29",
    begins=DRAFT,
    acts=(
        Act(
            "ask",
            TECHNOPARK,
            "27",
            Text("Сұрату жіберу", "Направить запрос", "Send the request"),
            Text("Сұрату жіберілді", "Запрос направлен", "The request was sent"),
            (DRAFT,),
            ASKED,
            opens=(TO_ANSWER,),
            needs=(ITEMS,),
        ),
        Act(
            "file",
            PARTICIPANT,
            "27",
            Text("Жауап беру", "Направить ответ", "Send the answer"),
            Text("Сұратуға жауап берілді", "Направлен ответ на запрос", "The request was answered"),
            (ASKED,),
            ANSWER,
            opens=(TO_CHECK,),
            needs=(COMPLETE, DECLARED),
        ),
        Act(
            "accept",
            TECHNOPARK,
            "27",
            Text("Жауапты қабылдау", "Принять ответ", "Accept the answer"),
            Text("Жауап қабылданды", "Ответ принят", "The answer was accepted"),
            (ANSWER,),
            ACCEPTED,
            needs=(replace(NO_OPEN_REMARKS, clause="27"),),
        ),
        Act(
            "remark",
            TECHNOPARK,
            "27",
            Text("Ескертулермен қайтару", "Вернуть с замечаниями", "Return with remarks"),
            Text(
                "Жауап ескертулермен қайтарылды",
                "Ответ возвращён с замечаниями",
                "The answer was returned with remarks",
            ),
            (ANSWER,),
            RETURNED,
            opens=(TO_MEND,),
            needs=(replace(HAS_REMARKS, clause="27"),),
        ),
        Act(
            "answer",
            PARTICIPANT,
            "27",
            Text("Ескертулерге жауап беру", "Ответить на замечания", "Answer the remarks"),
            Text("Ескертулерге жауап берілді", "Направлен ответ на замечания", "The remarks were answered"),
            (RETURNED,),
            ANSWER,
            opens=(TO_CHECK,),
            needs=(COMPLETE, replace(ANSWERED, clause="27"), DECLARED),
        ),
        Act(
            "withdraw",
            TECHNOPARK,
            "27",
            Text("Сұратуды қайтарып алу", "Отозвать запрос", "Withdraw the request"),
            Text(
                "Технопарк сұратуды қайтарып алды",
                "Технопарк отозвал запрос",
                "The Technopark withdrew the request",
            ),
            (ASKED, ANSWER, RETURNED),
            WITHDRAWN,
            needs=(reasoned("27"),),
        ),
    ),
)

TERMS = {"answer_request": "answer_monitoring_request", "mend_answer": "mend_monitoring_answer"}


def _within_monitoring(duty: Duty) -> Duty:
    return replace(duty, clause="64-1", term=TERMS[duty.term] if duty.term else None)


MONITORING_REQUEST = replace(
    REQUEST,
    key="monitoring_request",
    title=Text("Мониторинг аясындағы сұрату", "Запрос в рамках мониторинга", "Request within monitoring"),
    clauses="64(2), 64-1",
    acts=tuple(
        replace(
            act,
            clause="64-1",
            opens=tuple(_within_monitoring(duty) for duty in act.opens),
            needs=tuple(need if need is DECLARED else replace(need, clause="64-1") for need in act.needs),
        )
        for act in REQUEST.acts
    ),
)
KINDS = {REQUEST.key: DOCUMENTS, MONITORING_REQUEST.key: INFORMATION}
"""What each procedure may ask for."""
