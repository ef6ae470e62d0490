"""Chapter 2, paragraph 6: the term of participation and its extension (clauses 35, 36)."""

from rules.duties import TO_NOTIFY
from rules.needs import DECLARED, TERM_SET, complete, lasts, reasoned
from rules.procedure import PARTICIPANT, TECHNOPARK, Act, Duty, Limit, Procedure, State
from rules.text import Text

# --- where an application stands ------------------------------------------------------------------------------------
DRAFT = State("draft", Text("Жоба", "Черновик", "Draft"), tone="grey")
CHECK = State("check", Text("Қаралуда", "На рассмотрении", "Being considered"))
EXTENDED = State("extended", Text("Мерзім ұзартылды", "Срок продлён", "Extended"), final=True, tone="green")
REFUSED = State("refused", Text("Ұзартудан бас тартылды", "В продлении отказано", "Refused"), final=True, tone="red")
WITHDRAWN = State("withdrawn", Text("Кері қайтарып алынды", "Отозвано", "Withdrawn"), final=True, tone="grey")

TOO_LATE = Text(
    "Өтініш беретін соңғы күн өтіп кетті. Мерзім аяқталған соң 8-тармақ бойынша жаңадан тіркелуге болады.",
    "Последний день подачи прошёл. После окончания срока можно зарегистрироваться заново по пункту 8.",
    "The last day to apply has passed. When the term is over you may register anew under clause 8.",
)

TO_DECIDE = Duty(
    "decide",
    TECHNOPARK,
    ("extend", "refuse"),
    "36",
    Text("Ұзарту туралы шешім қабылдау", "Решить вопрос о продлении", "Decide on the extension"),
    "decide_extension",
    since="until",
)
TO_CERTIFY = Duty(
    "certify",
    TECHNOPARK,
    ("certify",),
    "36/3",
    Text(
        "Мерзімін ұзарту туралы куәлік беру",
        "Выдать свидетельство о продлении срока",
        "Issue the certificate of extension",
    ),
    "issue_certificate",
)

EXTENSION = Procedure(
    "extension",
    Text("Қатысу мерзімін ұзарту", "Продление срока участия", "Extension of participation"),
    "35, 36",
    begins=DRAFT,
    acts=(
        Act(
            "file",
            PARTICIPANT,
            "36",
            Text("Өтінішті беру", "Подать заявление", "File the application"),
            Text("Өтініш берілді", "Заявление подано", "The application was filed"),
            (DRAFT,),
            CHECK,
            opens=(TO_DECIDE,),
            needs=(complete("36"), DECLARED),
            limit=Limit("ask_extension", "until", "36/2", TOO_LATE),
        ),
        Act(
            "extend",
            TECHNOPARK,
            "35",
            Text("Мерзімді ұзарту", "Продлить срок", "Extend"),
            Text("Қатысу мерзімі ұзартылды", "Срок участия продлён", "The term was extended"),
            (CHECK,),
            EXTENDED,
            opens=(TO_NOTIFY, TO_CERTIFY),
            needs=(TERM_SET, lasts("36")),
        ),
        Act(
            "refuse",
            TECHNOPARK,
            "35",
            Text("Ұзартудан бас тарту", "Отказать в продлении", "Refuse"),
            Text("Мерзімді ұзартудан бас тартылды", "В продлении срока отказано", "The extension was refused"),
            (CHECK,),
            REFUSED,
            opens=(TO_NOTIFY,),
            needs=(reasoned("35"),),
        ),
        Act(
            "notify",
            TECHNOPARK,
            "17",
            Text("Шешім туралы хат жіберу", "Направить письмо о решении", "Send the letter of decision"),
            Text("Шешім туралы хат жіберілді", "Письмо о решении направлено", "The letter of decision was sent"),
            (EXTENDED, REFUSED),
        ),
        Act(
            "certify",
            TECHNOPARK,
            "36/3",
            Text("Куәлік беру", "Выдать свидетельство", "Issue the certificate"),
            Text(
                "Мерзімін ұзарту туралы куәлік берілді",
                "Выдано свидетельство о продлении срока",
                "The certificate of extension was issued",
            ),
            (EXTENDED,),
        ),
        Act(
            "withdraw",
            PARTICIPANT,
            "36",
            Text("Өтінішті кері қайтарып алу", "Отозвать заявление", "Withdraw the application"),
            Text("Өтініш кері қайтарып алынды", "Заявление отозвано", "The application was withdrawn"),
            (CHECK,),
            WITHDRAWN,
        ),
    ),
)
