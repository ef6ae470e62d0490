"""Chapter 2, paragraph 9: the quarterly report (clauses 62, 64–66, 68) with what clause 23 asks of foreigners."""

from rules.needs import DECLARED
from rules.procedure import PARTICIPANT, TECHNOPARK, TIMER, Act, Duty, Limit, Need, Procedure, State
from rules.text import Text

PERIOD_END = "period_end"
"""The last day of the quarter that is reported on; terms count from it."""

# --- where a report stands ------------------------------------------------------------------------------------------
AWAITED = State("awaited", Text("Тоқсан аяқталуда", "Квартал завершается", "The quarter is ending"), tone="grey")
OPEN = State("open", Text("Есеп күтілуде", "Ожидается отчёт", "Report awaited"), tone="yellow")
FILED = State("filed", Text("Есеп тапсырылды", "Отчёт сдан", "Filed"), final=True, tone="green")
DROPPED = State("dropped", Text("Есеп қажет емес", "Отчёт не требуется", "No report needed"), final=True, tone="grey")

TO_FILE = Duty(
    "file",
    PARTICIPANT,
    ("file",),
    "66",
    Text("Тоқсандық есеп тапсыру", "Сдать ежеквартальный отчёт", "File the quarterly report"),
    "quarterly_report",
    since=PERIOD_END,
)
LATE = Text(
    "Есеп 66-тармақта белгіленген күннен кеш тапсырылды.",
    "Отчёт сдан позже дня, названного в пункте 66.",
    "The report was filed later than the day named in clause 66.",
)
COMPLETE = Need(
    "complete",
    "64(1)",
    Text(
        "Есептің барлық бөлігін толтырыңыз: қатенің қайда екені тапсырмалар тізімінде көрсетілген.",
        "Заполните все части отчёта: что в них не так, видно в списке разделов.",
        "Fill in every part of the report: the list of parts shows what is amiss.",
    ),
)
CHANGED = Need(
    "changed",
    "64(1)",
    Text(
        "Есепте өзгерген ештеңе жоқ. Алдымен қате деректі түзетіңіз.",
        "В отчёте ничего не изменено. Сначала исправьте неверные данные.",
        "Nothing has been changed in the report. Mend what is wrong first.",
    ),
)
WHY_CORRECTED = Need(
    "explained",
    "64(1)",
    Text(
        "Есепті неге түзететініңізді жазыңыз.",
        "Напишите, почему отчёт исправляется.",
        "Write why the report is corrected.",
    ),
)
WHY_DROPPED = Need(
    "reasoned",
    "62",
    Text(
        "Есептің неге қажет еместігін жазыңыз.",
        "Напишите, почему отчёт не требуется.",
        "Write why no report is needed.",
    ),
)

REPORT = Procedure(
    "report",
    Text("Тоқсандық есеп", "Ежеквартальный отчёт", "Quarterly report"),
    "62, 64–66, 68",
    begins=AWAITED,
    acts=(
        Act(
            "open",
            TIMER,
            "68",
            Text("Есепті ашу", "Открыть отчёт", "Open the report"),
            Text(
                "Тоқсан аяқталды, есеп ашылды",
                "Квартал завершён, отчёт открыт",
                "The quarter is over, the report is open",
            ),
            (AWAITED,),
            OPEN,
            opens=(TO_FILE,),
        ),
        Act(
            "file",
            PARTICIPANT,
            "66",
            Text("Есепті тапсыру", "Сдать отчёт", "File the report"),
            Text("Есеп тапсырылды", "Отчёт сдан", "The report was filed"),
            (OPEN,),
            FILED,
            needs=(COMPLETE, DECLARED),
            limit=Limit("quarterly_report", PERIOD_END, "66", LATE, strict=False),
        ),
        Act(
            "correct",
            PARTICIPANT,
            "64(1)",
            Text("Есепті түзету", "Исправить отчёт", "Correct the report"),
            Text("Есеп түзетілді", "Отчёт исправлен", "The report was corrected"),
            (FILED,),
            FILED,
            needs=(CHANGED, COMPLETE, WHY_CORRECTED, DECLARED),
        ),
        Act(
            "drop",
            TECHNOPARK,
            "62",
            Text("Есепті алып тастау", "Снять отчёт", "Drop the report"),
            Text("Есеп қажет емес деп танылды", "Отчёт признан ненужным", "The report was found not to be needed"),
            (OPEN,),
            DROPPED,
            needs=(WHY_DROPPED,),
        ),
    ),
)
