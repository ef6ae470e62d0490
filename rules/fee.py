"""Chapter 2, paragraph 5: the fees and payments of a quarter (clauses 31, 32, 34)."""

from rules.needs import reasoned
from rules.procedure import PARTICIPANT, TECHNOPARK, TIMER, Act, Duty, Need, Procedure, State
from rules.text import Text

PERIOD_END = "period_end"
"""The last day of the quarter whose income the fee is taken from; the term of clause 31 counts from it."""
PAID_ON = "paid_on"
"""The day on which the bank credited the payment that covered the fee; it is given with the act `pay`."""

# --- where a fee stands ---------------------------------------------------------------------------------------------
COMING = State("coming", Text("Тоқсан аяқталуда", "Квартал завершается", "The quarter is ending"), tone="grey")
AWAITS = State("awaits", Text("Есептелмеген", "Не начислен", "Not assessed yet"), tone="yellow")
ASSESSED = State("assessed", Text("Есептелді, төлем күтілуде", "Начислен, ожидается оплата", "Assessed, to be paid"))
# A paid fee can be corrected: a report is mended, a payment turns out to be another's.
PAID = State("paid", Text("Төленді", "Уплачен", "Paid"), tone="green")
CLOSED = State("closed", Text("Жабылды", "Закрыт", "Closed"), final=True, tone="green")
NOT_OWED = State("not_owed", Text("Төлейтін ештеңе жоқ", "Платить нечего", "Nothing is owed"), final=True, tone="grey")
WAIVED = State("waived", Text("Есептен шығарылды", "Списан", "Written off"), final=True, tone="grey")

# The due day of clause 31 stands whether or not the fee has been assessed by then.
TO_PAY = Duty(
    "pay",
    PARTICIPANT,
    ("pay",),
    "31",
    Text("Алымдар мен төлемдерді төлеу", "Уплатить сборы и платежи", "Pay the fees and payments"),
    "quarterly_fee",
    since=PERIOD_END,
)
# The Rules set no term for what a corrected report adds; it is never late by itself.
TO_PAY_DIFFERENCE = Duty(
    "pay_difference",
    PARTICIPANT,
    ("pay",),
    "34",
    Text("Айырманы төлеу", "Доплатить разницу", "Pay the difference"),
)

KNOWN = Need(
    "known",
    "34",
    Text(
        "Есептеуге дерек жетпейді: табыс туралы есеп тапсырылмаған.",
        "Недостаточно данных для начисления: отчёт о доходе не сдан.",
        "There is not enough to assess from: the income has not been reported.",
    ),
)
OWED = Need(
    "owed",
    "34",
    Text(
        "Шарт бойынша сома нөлге тең: есептейтін ештеңе жоқ.",
        "По договору сумма равна нулю: начислять нечего.",
        "By the agreement the sum is zero: there is nothing to assess.",
    ),
)
CHANGED = Need(
    "changed",
    "34",
    Text(
        "Есептелген сома өзгерген жоқ.",
        "Исчисленная сумма не изменилась.",
        "The computed sum has not changed.",
    ),
)
MORE = Need(
    "more",
    "34",
    Text(
        "Қайта есептелген сома бұрынғыдан көп емес.",
        "Пересчитанная сумма не больше прежней.",
        "The sum assessed anew is not above the earlier one.",
    ),
)
LESS = Need(
    "less",
    "34",
    Text(
        "Қайта есептелген сома бұрынғыдан аз емес.",
        "Пересчитанная сумма не меньше прежней.",
        "The sum assessed anew is not below the earlier one.",
    ),
)
NOTHING_OWED = Need(
    "nothing_owed",
    "34",
    Text(
        "Шарт бойынша төленетін сома бар: іс осылай жабылмайды.",
        "По договору есть что платить: так дело не закрывается.",
        "By the agreement there is something to pay: the case is not closed so.",
    ),
)
COVERED = Need(
    "covered",
    "32",
    Text(
        "Шотқа түскен ақша есептелген соманы жаппайды.",
        "Поступившие на счёт деньги не покрывают начисленного.",
        "What has come to the account does not cover what was assessed.",
    ),
)

UNCOVERED = Need(
    "uncovered",
    "32",
    Text(
        "Есептелген сома толық төленген: қайта ашатын ештеңе жоқ.",
        "Начисленное покрыто полностью: открывать заново нечего.",
        "What was assessed is covered in full: there is nothing to open again.",
    ),
)

FEE = Procedure(
    "fee",
    Text("Тоқсандық алымдар мен төлемдер", "Сборы и платежи за квартал", "Fees and payments of a quarter"),
    "31, 32, 34",
    begins=COMING,
    acts=(
        Act(
            "open",
            TIMER,
            "31",
            Text("Тоқсанның алымын ашу", "Открыть сбор за квартал", "Open the fee of the quarter"),
            Text(
                "Тоқсан аяқталды, алым ашылды", "Квартал завершён, сбор открыт", "The quarter ended, the fee was opened"
            ),
            (COMING,),
            AWAITS,
            opens=(TO_PAY,),
        ),
        Act(
            "assess",
            TECHNOPARK,
            "34",
            Text("Алымды есептеу", "Начислить сбор", "Assess the fee"),
            Text("Алым есептелді", "Сбор начислен", "The fee was assessed"),
            (AWAITS,),
            ASSESSED,
            needs=(KNOWN, OWED),
        ),
        Act(
            "reassess",
            TECHNOPARK,
            "34",
            Text("Алымды қайта есептеу", "Пересчитать сбор", "Assess the fee anew"),
            Text("Алым қайта есептелді", "Сбор пересчитан", "The fee was assessed anew"),
            (ASSESSED,),
            ASSESSED,
            needs=(KNOWN, OWED, CHANGED),
        ),
        Act(
            "pay",
            PARTICIPANT,
            "31",
            Text("Төлеу", "Уплатить", "Pay"),
            Text("Алымдар мен төлемдер төленді", "Сборы и платежи уплачены", "The fees and payments were paid"),
            (AWAITS, ASSESSED),
            PAID,
            needs=(COVERED,),
            through=TECHNOPARK,
            dated=PAID_ON,
        ),
        Act(
            "charge_more",
            TECHNOPARK,
            "34",
            Text("Айырманы есептеу", "Начислить разницу", "Assess the difference"),
            Text(
                "Түзетілген есеп бойынша айырма есептелді",
                "По исправленному отчёту начислена разница",
                "The difference was assessed from the corrected report",
            ),
            (PAID,),
            ASSESSED,
            opens=(TO_PAY_DIFFERENCE,),
            needs=(KNOWN, MORE),
        ),
        Act(
            "reduce",
            TECHNOPARK,
            "34",
            Text("Артық соманы есепке жатқызу", "Зачесть излишек", "Credit what was too much"),
            Text(
                "Түзетілген есеп бойынша артық сома есепке жатқызылды",
                "По исправленному отчёту излишек зачтён участнику",
                "What the corrected report showed to be too much was credited",
            ),
            (PAID,),
            PAID,
            needs=(KNOWN, LESS),
        ),
        Act(
            "reopen",
            TECHNOPARK,
            "32",
            Text("Төлемді алып тастау", "Снять отметку об оплате", "Take the payment back"),
            Text(
                "Төлем басқа міндеттемеге жатады: алым қайта ашылды",
                "Платёж относится к другому: сбор открыт заново",
                "The payment belongs elsewhere: the fee is open again",
            ),
            (PAID,),
            ASSESSED,
            opens=(TO_PAY,),
            needs=(UNCOVERED,),
        ),
        Act(
            "close",
            TECHNOPARK,
            "34",
            Text("Тоқсанның есебін жабу", "Закрыть расчёт за квартал", "Close the account of the quarter"),
            Text("Тоқсанның есебі жабылды", "Расчёт за квартал закрыт", "The account of the quarter was closed"),
            (PAID,),
            CLOSED,
        ),
        Act(
            "drop",
            TECHNOPARK,
            "34",
            Text("Төлейтін ештеңе жоқ деп жабу", "Закрыть: платить нечего", "Close: nothing is owed"),
            Text("Төлейтін ештеңе жоқ", "Платить нечего", "Nothing is owed"),
            (AWAITS, ASSESSED),
            NOT_OWED,
            needs=(KNOWN, NOTHING_OWED),
        ),
        Act(
            "waive",
            TECHNOPARK,
            "34",
            Text("Есептен шығару", "Списать", "Write off"),
            Text("Алым есептен шығарылды", "Сбор списан", "The fee was written off"),
            (AWAITS, ASSESSED),
            WAIVED,
            needs=(reasoned("34"),),
        ),
    ),
)
