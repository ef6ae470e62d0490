"""Chapter 2, paragraph 9: the quarterly analysis for the authorised body (clause 70)."""

from rules.needs import complete, reasoned, second_person
from rules.procedure import TECHNOPARK, TIMER, Act, Duty, Procedure, State
from rules.text import Text

PERIOD_END = "period_end"
"""The last day of the quarter that is analysed; the term counts from it."""

# --- where an analysis stands ---------------------------------------------------------------------------------------
AWAITED = State("awaited", Text("Тоқсан аяқталуда", "Квартал завершается", "The quarter is ending"), tone="grey")
PREPARING = State("preparing", Text("Дайындалуда", "Готовится", "Being prepared"))
REVIEW = State("review", Text("Келісілуде", "На согласовании", "Being reviewed"), tone="yellow")
APPROVED = State("approved", Text("Бекітілді", "Утверждён", "Approved"), tone="purple")
SENT = State("sent", Text("Жіберілді", "Направлен", "Sent"), final=True, tone="green")


def _by_the_day(key: str, acts: tuple[str, ...], title: Text) -> Duty:
    """A step on the way: all of them are due on the one day of clause 70, a month after the quarter."""
    return Duty(key, TECHNOPARK, acts, "70", title, "analyse_quarter", since=PERIOD_END)


TO_PREPARE = _by_the_day(
    "prepare", ("submit",), Text("Талдауды дайындау", "Подготовить анализ", "Prepare the analysis")
)
TO_APPROVE = _by_the_day(
    "approve", ("approve", "return"), Text("Талдауды бекіту", "Утвердить анализ", "Approve the analysis")
)
TO_SEND = _by_the_day(
    "send",
    ("send", "return"),
    Text(
        "Талдауды уәкілетті органға жіберу",
        "Направить анализ уполномоченному органу",
        "Send the analysis to the authorised body",
    ),
)

ANALYSIS = Procedure(
    "analysis",
    Text(
        "Уәкілетті органға арналған тоқсандық талдау",
        "Ежеквартальный анализ для уполномоченного органа",
        "Quarterly analysis for the authorised body",
    ),
    "70",
    begins=AWAITED,
    acts=(
        Act(
            "open",
            TIMER,
            "70",
            Text("Талдауды ашу", "Открыть анализ", "Open the analysis"),
            Text(
                "Тоқсан аяқталды, талдау ашылды",
                "Квартал завершён, анализ открыт",
                "The quarter is over, the analysis is open",
            ),
            (AWAITED,),
            PREPARING,
            opens=(TO_PREPARE,),
        ),
        Act(
            "submit",
            TECHNOPARK,
            "70",
            Text("Келісуге беру", "Передать на согласование", "Submit for review"),
            Text("Талдау келісуге берілді", "Анализ передан на согласование", "The analysis was submitted for review"),
            (PREPARING,),
            REVIEW,
            opens=(TO_APPROVE,),
            needs=(complete("70"),),
        ),
        Act(
            "return",
            TECHNOPARK,
            "70",
            Text("Пысықтауға қайтару", "Вернуть на доработку", "Return for more work"),
            Text("Талдау пысықтауға қайтарылды", "Анализ возвращён на доработку", "The analysis was returned"),
            (REVIEW, APPROVED),
            PREPARING,
            opens=(TO_PREPARE,),
            needs=(reasoned("70"),),
        ),
        Act(
            "approve",
            TECHNOPARK,
            "70",
            Text("Бекіту", "Утвердить", "Approve"),
            Text("Талдау бекітілді", "Анализ утверждён", "The analysis was approved"),
            (REVIEW,),
            APPROVED,
            opens=(TO_SEND,),
            needs=(second_person("70"),),
        ),
        Act(
            "send",
            TECHNOPARK,
            "70",
            Text("Уәкілетті органға жіберу", "Направить уполномоченному органу", "Send to the authorised body"),
            Text(
                "Талдау уәкілетті органға жіберілді",
                "Анализ направлен уполномоченному органу",
                "The analysis was sent to the authorised body",
            ),
            (APPROVED,),
            SENT,
        ),
    ),
)
