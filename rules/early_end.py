"""Chapter 2, paragraph 6: the early end of participation (clauses 39–41)."""

from rules.duties import TO_NOTIFY
from rules.needs import decided, lasts, reasoned
from rules.procedure import COMMISSION, PARTICIPANT, TECHNOPARK, TIMER, Act, Duty, Ground, Need, Procedure, State
from rules.text import Text

# --- where a matter stands ------------------------------------------------------------------------------------------
DRAFT = State("draft", Text("Жоба", "Черновик", "Draft"), tone="grey", inner=True)
PROPOSED = State(
    "proposed",
    Text("Портал ұсынды, қаралуда", "Предложено порталом, ждёт решения", "Proposed by the portal"),
    tone="grey",
    inner=True,
)
RAISED = State("raised", Text("Мәселе қозғалды", "Вопрос поднят", "Raised"), inner=True)
HEARING = State(
    "hearing", Text("Қатысушы тыңдалуда", "Участник заслушивается", "Participant being heard"), tone="yellow"
)
AT_COMMISSION = State(
    "commission", Text("Комиссияның қарауында", "На рассмотрении Комиссии", "Before the Commission"), tone="purple"
)
ENDED = State("ended", Text("Қатысу тоқтатылды", "Участие прекращено", "Participation ended"), final=True, tone="red")
# The participant was never told of it, so there is nothing to tell when it is dropped.
DROPPED = State(
    "dropped", Text("Мәселе қозғалмады", "Вопрос не поднимался", "Not taken up"), final=True, tone="grey", inner=True
)
GOES_ON = State(
    "goes_on", Text("Қатысу жалғасады", "Участие продолжается", "Participation goes on"), final=True, tone="blue"
)


def _ground(key: str, clause: str, kk: str, ru: str, en: str) -> Ground:
    return Ground(key, clause, Text(kk, ru, en))


END_GROUNDS = (
    _ground(
        "inexpedient",
        "39(1)",
        "мониторинг нәтижесінде жобаны одан әрі іске асырудың орынсыздығы анықталды",
        "по результатам мониторинга выявлена нецелесообразность дальнейшей реализации проекта",
        "monitoring found that it is not expedient to go on with the project",
    ),
    _ground(
        "results_reached",
        "39(2)",
        "жоспарланған нәтижелерге қол жеткізілді",
        "достигнуты запланированные результаты",
        "the planned results have been reached",
    ),
    _ground(
        "gives_up",
        "39(3)",
        "қатысушы Технопарк бағдарламалары аясында жобаны одан әрі іске асырудан бас тартты",
        "участник отказался от дальнейшей реализации проекта в рамках программ Технопарка",
        "the participant gives up the project within the programmes of the Technopark",
    ),
    _ground(
        "no_reports",
        "39(4)",
        "64, 64-1 және 66-тармақтарда көзделген мәліметтер мен есептер берілмеді",
        "не представлены сведения и отчёты, предусмотренные пунктами 64, 64-1 и 66",
        "the information and reports of clauses 64, 64-1 and 66 were not given",
    ),
    _ground(
        "liquidation",
        "39(5)",
        "қатысушы болып табылатын заңды тұлға таратылды",
        "юридическое лицо – участник ликвидируется",
        "the legal entity that is the participant is being liquidated",
    ),
    _ground(
        "no_notice",
        "39(6)",
        "қатысушы орналасқан жерінің немесе қызмет түрінің өзгергенін хабарламады"
        " не оның орналасқан жерін анықтау мүмкін емес",
        "участник не уведомил об изменении местонахождения или вида деятельности"
        " либо его местонахождение невозможно установить",
        "the participant gave no notice of a new location or activity, or its location cannot be established",
    ),
    _ground(
        "fees_unpaid",
        "39(7)",
        "31-тармаққа сәйкес алымдар мен төлемдер төленбеді",
        "не уплачены сборы и платежи в соответствии с пунктом 31",
        "the fees and payments of clause 31 were not paid",
    ),
    _ground(
        "agreement_not_kept",
        "39(8)",
        "қызмет шарттары туралы шартта көзделген міндеттемелер орындалмады",
        "не исполнены обязательства, предусмотренные договором об условиях деятельности",
        "obligations of the agreement on conditions of activity were not kept",
    ),
)
# Clause 41: on these grounds the Commission decides, on the others the Technopark itself.
FOR_COMMISSION = tuple(ground for ground in END_GROUNDS if ground.clause in ("39(1)", "39(2)", "39(8)"))
FOR_TECHNOPARK = tuple(ground for ground in END_GROUNDS if ground not in FOR_COMMISSION)
# A missed duty by one of these clauses lets the timer propose the ground; a person confirms or dismisses it.
MISSED = {"64": "no_reports", "64-1": "no_reports", "66": "no_reports", "31": "fees_unpaid"}
FROM_MISSED = tuple(ground for ground in END_GROUNDS if ground.key in MISSED.values())

FACTS = Need(
    "facts",
    "39",
    Text(
        "Негізді және оны растайтын фактілерді жазыңыз.",
        "Укажите основание и подтверждающие его факты.",
        "State the ground and the facts that bear it out.",
    ),
)
MISSED_TERMS = Need(
    "missed_terms",
    "39",
    Text(
        "Өткізіп алған мерзім жоқ.",
        "Пропущенных сроков нет.",
        "No term was missed.",
    ),
)
HEARD = Need(
    "heard",
    "39",
    Text(
        "Қатысушының жауап беру мерзімі әлі өтпеді және жауап келмеді.",
        "Срок для пояснений участника ещё не истёк, и пояснений нет.",
        "The participant's time to explain is not over yet, and no explanation has come.",
    ),
)
SAME_GROUND = Need(
    "same_ground",
    "41",
    Text(
        "Шешім қатысушыға хабарланған негіз бойынша ғана қабылданады.",
        "Решение принимается только по основанию, о котором участник уведомлён.",
        "The decision can rest only on the ground of which the participant was told.",
    ),
)
TO_JUDGE = Duty(
    "judge",
    TECHNOPARK,
    ("raise", "drop"),
    "39",
    Text(
        "Ұсынысты растау немесе қабылдамау",
        "Подтвердить предложение или снять его",
        "Confirm the proposal or dismiss it",
    ),
)
TO_TELL = Duty(
    "tell",
    TECHNOPARK,
    ("tell", "drop"),
    "39",
    Text("Қатысушыға хабарлау", "Уведомить участника", "Tell the participant"),
)
TO_EXPLAIN = Duty(
    "explain",
    PARTICIPANT,
    ("explain",),
    "39",
    Text("Түсіндірме беру", "Дать пояснения", "Explain"),
    "hear_participant",
)
TO_CONCLUDE = Duty(
    "conclude",
    TECHNOPARK,
    ("end", "refer", "dismiss"),
    "41",
    Text(
        "Шешім қабылдау немесе Комиссияға шығару",
        "Принять решение или вынести на Комиссию",
        "Decide, or refer to the Commission",
    ),
)
TO_DECIDE = Duty(
    "decide",
    COMMISSION,
    ("terminate", "keep"),
    "41",
    Text("Шешім қабылдау", "Принять решение", "Decide"),
)

EARLY_END = Procedure(
    "early_end",
    Text("Қатысуды мерзімінен бұрын тоқтату", "Досрочное прекращение участия", "Early end of participation"),
    "37, 39, 41",
    begins=DRAFT,
    acts=(
        Act(
            "propose",
            TIMER,
            "39",
            Text("Ұсыну", "Предложить", "Propose"),
            Text(
                "Портал өткізіп алған мерзімдер бойынша ұсыныс жасады",
                "Портал предложил рассмотреть вопрос: сроки пропущены",
                "The portal proposed the matter: terms were missed",
            ),
            (DRAFT,),
            PROPOSED,
            opens=(TO_JUDGE,),
            grounds=FROM_MISSED,
            needs=(MISSED_TERMS,),
        ),
        Act(
            "raise",
            TECHNOPARK,
            "39",
            Text("Мәселені қозғау", "Поднять вопрос", "Raise the matter"),
            Text(
                "Мерзімінен бұрын тоқтату мәселесі қозғалды",
                "Поднят вопрос о досрочном прекращении участия",
                "The matter of an early end was raised",
            ),
            (DRAFT, PROPOSED),
            RAISED,
            opens=(TO_TELL,),
            grounds=END_GROUNDS,
            needs=(FACTS,),
        ),
        Act(
            "tell",
            TECHNOPARK,
            "39",
            Text("Қатысушыға хабарлау", "Уведомить участника", "Tell the participant"),
            Text("Қатысушыға хабарланды", "Участник уведомлён", "The participant was told"),
            (RAISED,),
            HEARING,
            opens=(TO_EXPLAIN, TO_CONCLUDE),
        ),
        Act(
            "explain",
            PARTICIPANT,
            "39",
            Text("Түсіндірме беру", "Дать пояснения", "Explain"),
            Text("Қатысушы түсіндірме берді", "Участник дал пояснения", "The participant explained"),
            (HEARING,),
            needs=(reasoned("39"),),
        ),
        Act(
            "end",
            TECHNOPARK,
            "39",
            Text("Қатысуды тоқтату", "Прекратить участие", "End the participation"),
            Text(
                "Технопарк қатысуды тоқтатты", "Технопарк прекратил участие", "The Technopark ended the participation"
            ),
            (HEARING,),
            ENDED,
            opens=(TO_NOTIFY,),
            grounds=FOR_TECHNOPARK,
            needs=(HEARD, SAME_GROUND, reasoned("39"), lasts("38")),
        ),
        Act(
            "refer",
            TECHNOPARK,
            "41",
            Text("Комиссияға шығару", "Вынести на Комиссию", "Refer to the Commission"),
            Text(
                "Мәселе Комиссияға шығарылды", "Вопрос вынесен на Комиссию", "The matter was referred to the Commission"
            ),
            (HEARING,),
            AT_COMMISSION,
            opens=(TO_DECIDE,),
            grounds=FOR_COMMISSION,
            needs=(HEARD, SAME_GROUND),
        ),
        Act(
            "terminate",
            COMMISSION,
            "41/2",
            Text("Мерзімінен бұрын тоқтату", "Прекратить досрочно", "End early"),
            Text(
                "Комиссия қатысуды мерзімінен бұрын тоқтатты",
                "Комиссия досрочно прекратила участие",
                "The Commission ended the participation early",
            ),
            (AT_COMMISSION,),
            ENDED,
            opens=(TO_NOTIFY,),
            grounds=FOR_COMMISSION,
            needs=(decided("41/2"), SAME_GROUND, lasts("38")),
            vote="for",
        ),
        Act(
            "keep",
            COMMISSION,
            "41/2",
            Text("Қатысуды жалғастыру", "Сохранить участие", "Let the participation go on"),
            Text(
                "Комиссия қатысуды тоқтатпауды шешті",
                "Комиссия решила не прекращать участие",
                "The Commission decided that the participation goes on",
            ),
            (AT_COMMISSION,),
            GOES_ON,
            opens=(TO_NOTIFY,),
            needs=(decided("41/2"),),
            vote="against",
        ),
        Act(
            "dismiss",
            TECHNOPARK,
            "39",
            Text("Мәселені қысқарту", "Снять вопрос", "Dismiss the matter"),
            Text("Технопарк мәселені қысқартты", "Технопарк снял вопрос", "The Technopark dismissed the matter"),
            (HEARING,),
            GOES_ON,
            needs=(reasoned("39"),),
        ),
        Act(
            "drop",
            TECHNOPARK,
            "39",
            Text("Мәселені қозғамау", "Не поднимать вопрос", "Not take up the matter"),
            Text(
                "Технопарк мәселені қозғамауды шешті",
                "Технопарк решил не поднимать вопрос",
                "The Technopark decided not to take up the matter",
            ),
            (DRAFT, PROPOSED, RAISED),
            DROPPED,
            needs=(reasoned("39"),),
        ),
        Act(
            "notify",
            TECHNOPARK,
            "17",
            Text("Шешім туралы хат жіберу", "Направить письмо о решении", "Send the letter of decision"),
            Text("Шешім туралы хат жіберілді", "Письмо о решении направлено", "The letter of decision was sent"),
            (ENDED, GOES_ON),
        ),
    ),
)
