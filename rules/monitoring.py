"""Chapter 2, paragraph 9: a round of monitoring of one participant for one quarter (clauses 63, 64, 69)."""

from dataclasses import replace

from rules.needs import ANSWERED, DECLARED, HAS_REMARKS, NO_OPEN_REMARKS
from rules.procedure import PARTICIPANT, TECHNOPARK, Act, Duty, Ground, Need, Procedure, State
from rules.text import Text

# --- where a round stands -------------------------------------------------------------------------------------------
DRAFT = State("draft", Text("Жоба", "Черновик", "Draft"), tone="grey", inner=True)
REVIEW = State("review", Text("Зерделенуде", "Изучается", "Being looked at"), inner=True)
DRAFTED = State(
    "drafted",
    Text("Қорытынды қол қоюды күтуде", "Заключение ждёт подписи", "Conclusion awaits the signature"),
    tone="purple",
    inner=True,
)
REMARKS = State("remarks", Text("Ескертулер жіберілді", "Направлены замечания", "Remarks sent"), tone="yellow")
MENDED = State("mended", Text("Түзетулер тексерілуде", "Исправления проверяются", "What was mended is checked"))
# The participant knows of the round by now: that a conclusion is on its way is no secret, what it says is.
WEIGHED = State(
    "weighed", Text("Қорытынды дайындалуда", "Готовится заключение", "Conclusion on its way"), tone="purple"
)
EXPEDIENT = State(
    "expedient",
    Text("Жалғастыру орынды", "Целесообразно продолжать", "Expedient to go on"),
    final=True,
    tone="green",
)
INEXPEDIENT = State(
    "inexpedient",
    Text("Жалғастыру орынсыз", "Нецелесообразно продолжать", "Not expedient to go on"),
    final=True,
    tone="red",
)
CLOSED = State(
    "closed",
    Text("Қорытындысыз жабылды", "Закрыт без заключения", "Closed without a conclusion"),
    final=True,
    tone="grey",
)

# --- the two conclusions that clause 69 knows -----------------------------------------------------------------------
GOES_ON = Ground(
    "expedient",
    "69",
    Text(
        "жобаны одан әрі іске асыру орынды",
        "дальнейшая реализация проекта целесообразна",
        "it is expedient to go on with the project",
    ),
    route=EXPEDIENT,
)
NOT_ON = Ground(
    "inexpedient",
    "69",
    Text(
        "жобаны одан әрі іске асыру орынсыз",
        "дальнейшая реализация проекта нецелесообразна",
        "it is not expedient to go on with the project",
    ),
    route=INEXPEDIENT,
)
VERDICTS = (GOES_ON, NOT_ON)

LOOKED_AT = Need(
    "looked_at",
    "64",
    Text(
        "Тексеру парағының әр тармағы бойынша белгі қойыңыз.",
        "Отметьте каждый пункт проверочного листа.",
        "Note your finding on every item of the checklist.",
    ),
)
CONCLUSION = Need(
    "conclusion",
    "69",
    Text(
        "Қорытындыны және оның негіздемесін жазыңыз.",
        "Укажите вывод и его обоснование.",
        "State the conclusion and its reasons.",
    ),
)
MENDING_OVER = Need(
    "mending_over",
    "69/2",
    Text(
        "Ескертулерді түзету мерзімі әлі өтпеді және жауап келмеді.",
        "Срок исправления замечаний ещё не истёк, и ответа нет.",
        "The time to mend the remarks is not over yet, and no answer has come.",
    ),
)
SECOND_PERSON = Need(
    "second_person",
    "69",
    Text(
        "Қорытындыға оны дайындаған адам емес, басқа қызметкер қол қояды.",
        "Заключение подписывает не тот, кто его подготовил, а другой сотрудник.",
        "The conclusion is signed by another officer than the one who drafted it.",
    ),
)
AS_DRAFTED = Need(
    "as_drafted",
    "69",
    Text(
        "Дайындалған қорытындыға ғана қол қойылады; келіспесеңіз, оны қайтарыңыз.",
        "Подписывается только подготовленное заключение; если вы не согласны, верните его.",
        "Only the conclusion as drafted can be signed; send it back if you do not agree.",
    ),
)
WHY = Need(
    "reasoned",
    "69",
    Text("Себебін жазыңыз.", "Укажите причину.", "Give the reason."),
)

TO_ASSESS = Duty(
    "assess",
    TECHNOPARK,
    ("conclude", "conclude_mended", "remark", "close"),
    "69",
    Text("Қорытынды беру", "Дать заключение", "Give a conclusion"),
)
TO_SIGN = Duty(
    "sign",
    TECHNOPARK,
    ("sign", "send_back", "send_back_mended"),
    "69",
    Text("Қорытындыға қол қою", "Подписать заключение", "Sign the conclusion"),
)
TO_MEND = Duty(
    "mend",
    PARTICIPANT,
    ("answer",),
    "69/2",
    Text("Ескертулерді түзету", "Исправить замечания", "Mend the remarks"),
    "mend_monitoring_remarks",
    since="receipt",
)

DRAFT_IT = Text("Қорытынды дайындау", "Подготовить заключение", "Draft the conclusion")
WAS_DRAFTED = Text("Қорытынды дайындалды", "Подготовлено заключение", "A conclusion was drafted")
SEND_BACK = Text("Қайта қарауға қайтару", "Вернуть на доработку", "Send back")
WAS_SENT_BACK = Text(
    "Қорытынды қайта қарауға қайтарылды", "Заключение возвращено на доработку", "The conclusion was sent back"
)

MONITORING = Procedure(
    "monitoring",
    Text("Мониторинг", "Мониторинг", "Monitoring round"),
    "63, 64, 69",
    begins=DRAFT,
    acts=(
        Act(
            "open",
            TECHNOPARK,
            "63",
            Text("Мониторингті бастау", "Начать мониторинг", "Open the round"),
            Text("Мониторинг басталды", "Мониторинг начат", "The round was opened"),
            (DRAFT,),
            REVIEW,
            opens=(TO_ASSESS,),
        ),
        Act(
            "conclude",
            TECHNOPARK,
            "69",
            DRAFT_IT,
            WAS_DRAFTED,
            (REVIEW,),
            DRAFTED,
            opens=(TO_SIGN,),
            needs=(LOOKED_AT, CONCLUSION, replace(NO_OPEN_REMARKS, clause="69/2")),
        ),
        Act(
            "remark",
            TECHNOPARK,
            "69/2",
            Text("Ескертулермен хабарлау", "Уведомить о замечаниях", "Give notice of remarks"),
            Text(
                "Мониторинг нәтижесі мен ескертулер жіберілді",
                "Направлены результаты мониторинга с замечаниями",
                "Notice of the results with remarks was sent",
            ),
            (REVIEW, MENDED),
            REMARKS,
            opens=(TO_MEND, TO_ASSESS),
            needs=(replace(HAS_REMARKS, clause="69/2"),),
        ),
        Act(
            "answer",
            PARTICIPANT,
            "69/2",
            Text("Түзетулер туралы хабарлау", "Сообщить об исправлении", "Tell what was mended"),
            Text(
                "Қатысушы ескертулердің түзетілгенін хабарлады",
                "Участник сообщил об исправлении замечаний",
                "The participant told how the remarks were mended",
            ),
            (REMARKS,),
            MENDED,
            needs=(replace(ANSWERED, clause="69/2"), DECLARED),
        ),
        Act(
            "conclude_mended",
            TECHNOPARK,
            "69",
            DRAFT_IT,
            WAS_DRAFTED,
            (REMARKS, MENDED),
            WEIGHED,
            opens=(TO_SIGN,),
            needs=(MENDING_OVER, LOOKED_AT, CONCLUSION, replace(NO_OPEN_REMARKS, clause="69/2")),
        ),
        Act(
            "sign",
            TECHNOPARK,
            "69",
            Text("Қол қойып, хабарлау", "Подписать и уведомить", "Sign and give notice"),
            Text(
                "Қорытындыға қол қойылды, қатысушыға хабарланды",
                "Заключение подписано, участник уведомлён",
                "The conclusion was signed and the participant was told",
            ),
            (DRAFTED, WEIGHED),
            grounds=VERDICTS,
            needs=(SECOND_PERSON, AS_DRAFTED),
        ),
        Act(
            "send_back",
            TECHNOPARK,
            "69",
            SEND_BACK,
            WAS_SENT_BACK,
            (DRAFTED,),
            REVIEW,
            opens=(TO_ASSESS,),
            needs=(WHY,),
        ),
        Act(
            "send_back_mended",
            TECHNOPARK,
            "69",
            SEND_BACK,
            WAS_SENT_BACK,
            (WEIGHED,),
            MENDED,
            opens=(TO_ASSESS,),
            needs=(WHY,),
        ),
        Act(
            "close",
            TECHNOPARK,
            "69",
            Text("Қорытындысыз жабу", "Закрыть без заключения", "Close without a conclusion"),
            Text(
                "Мониторинг қорытындысыз жабылды",
                "Мониторинг закрыт без заключения",
                "The round was closed without a conclusion",
            ),
            (REVIEW, REMARKS, MENDED),
            CLOSED,
            needs=(WHY,),
        ),
    ),
)
