"""Chapter 2, paragraph 2: registration of participants (clauses 7–20), in the order of the text."""

from rules.duties import TO_NOTIFY
from rules.needs import (
    ANSWERED,
    DECLARED,
    HAS_REMARKS,
    NO_OPEN_REMARKS,
    TERM_SET,
    TRANSLATED,
    checked,
    complete,
    decided,
)
from rules.procedure import APPLICANT, COMMISSION, TECHNOPARK, Act, Duty, Ground, Need, Procedure, State
from rules.text import Text

# --- where an application stands ------------------------------------------------------------------------------------
DRAFT = State("draft", Text("Жоба", "Черновик", "Draft"), tone="grey")
CHECK = State("check", Text("Тексеруде", "На проверке", "Being checked"))
REMARKS = State("remarks", Text("Ескертулер жіберілді", "Направлены замечания", "Remarks sent"), tone="yellow")
AT_COMMISSION = State(
    "commission", Text("Комиссияның қарауында", "На рассмотрении Комиссии", "Before the Commission"), tone="purple"
)
APPROVED = State(
    "approved",
    Text("Тіркеу туралы шешім қабылданды", "Принято решение о регистрации", "Registration decided"),
    tone="green",
)
REFUSED = State("refused", Text("Тіркеуден бас тартылды", "В регистрации отказано", "Refused"), final=True, tone="red")
PARTICIPANT = State("participant", Text("Қатысушы", "Участник", "Participant"), final=True, tone="green")
WITHDRAWN = State("withdrawn", Text("Кері қайтарып алынды", "Отозвано", "Withdrawn"), final=True, tone="grey")

# --- what must hold first -------------------------------------------------------------------------------------------
COMPLETE, CHECKED, DECIDED = complete("9"), checked("12"), decided("16")
STATEMENT = Need(
    "statement",
    "9(2)",
    Text(
        "Салық анықтамасының мерзімі өткен немесе берешек шектен асады. Жаңа анықтама тіркеңіз.",
        "Справка о налоговой задолженности устарела либо долг выше предела. Приложите новую справку.",
        "The tax statement is too old or the debt is above the limit. Attach a new statement.",
    ),
)

# --- the only grounds of a refusal (clause 16) ----------------------------------------------------------------------
PLAN_NOT_AS_APPENDIX_3 = Ground(
    "plan",
    "16/1",
    Text(
        "бизнес-жоспар осы Қағидалардың 3-қосымшасында көзделген мәліметтерге сәйкес келмейді",
        "бизнес-план не соответствует сведениям, предусмотренным приложением 3 к Правилам",
        "the business plan does not contain what Appendix 3 to the Rules asks for",
    ),
)
PROJECT_OUTSIDE_LIST = Ground(
    "list",
    "16/2",
    Text(
        "жоба АКТ саласындағы басым қызмет түрлеріне және олардың жұмыстарына сәйкес келмейді",
        "проект не соответствует приоритетным видам деятельности в области ИКТ и работам в них",
        "the project is outside the priority ICT activities and the works within them",
    ),
)
REFUSAL_GROUNDS = (PLAN_NOT_AS_APPENDIX_3, PROJECT_OUTSIDE_LIST)

# --- who must do what, by when --------------------------------------------------------------------------------------
TO_CHECK = Duty(
    "check",
    TECHNOPARK,
    ("remark", "refer"),
    "12",
    Text("Өтінішті тексеру", "Проверить заявление", "Check the application"),
    "check_application",
    since="receipt",
)
TO_ANSWER = Duty(
    "answer",
    APPLICANT,
    ("answer",),
    "14",
    Text("Ескертулерге жауап беру", "Ответить на замечания", "Answer the remarks"),
)
TO_RECHECK = Duty(
    "recheck",
    TECHNOPARK,
    ("remark", "refer"),
    "16",
    Text("Түзетілген өтінішті тексеру", "Проверить исправленное заявление", "Check the corrected application"),
    "recheck_application",
    since="receipt",
)
TO_DECIDE = Duty(
    "decide",
    COMMISSION,
    ("register", "refuse"),
    "16",
    Text("Шешім қабылдау", "Принять решение", "Decide"),
    "decide_registration",
)
TO_AGREE = Duty(
    "agree",
    TECHNOPARK,
    ("agree",),
    "18",
    Text("Қызмет шарттары туралы шарт жасасу", "Заключить договор об условиях деятельности", "Conclude the agreement"),
)
TO_CERTIFY = Duty(
    "certify",
    TECHNOPARK,
    ("certify",),
    "18",
    Text("Тіркеу туралы куәлік беру", "Выдать свидетельство о регистрации", "Issue the certificate of registration"),
    "issue_certificate",
    since="signed_on",
)
TO_ENTER = Duty(
    "enter",
    TECHNOPARK,
    ("enter",),
    "20",
    Text("Қатысушылар тізбесіне енгізу", "Включить в Перечень участников", "Enter in the register of participants"),
    "enter_register",
    since="signed_on",
)

# --- what may lawfully be done --------------------------------------------------------------------------------------
REGISTRATION = Procedure(
    "registration",
    Text("Қатысушыны тіркеу", "Регистрация участника", "Registration of a participant"),
    "7–20",
    begins=DRAFT,
    acts=(
        Act(
            "file",
            APPLICANT,
            "8",
            Text("Өтінішті беру", "Подать заявление", "File the application"),
            Text("Өтініш берілді", "Заявление подано", "The application was filed"),
            (DRAFT,),
            CHECK,
            opens=(TO_CHECK,),
            needs=(COMPLETE, STATEMENT, DECLARED),
        ),
        Act(
            "remark",
            TECHNOPARK,
            "14",
            Text("Ескертулерді жіберу", "Направить замечания", "Send the remarks"),
            Text(
                "Ескертулермен хабарлама жіберілді",
                "Направлено уведомление с замечаниями",
                "A notice with remarks was sent",
            ),
            (CHECK,),
            REMARKS,
            opens=(TO_ANSWER,),
            needs=(HAS_REMARKS,),
        ),
        Act(
            "answer",
            APPLICANT,
            "16",
            Text("Жауапты жіберу", "Отправить ответ", "Send the answer"),
            Text("Ескертулерге жауап берілді", "Замечания устранены, ответ отправлен", "The remarks were answered"),
            (REMARKS,),
            CHECK,
            opens=(TO_RECHECK,),
            needs=(ANSWERED, COMPLETE, DECLARED),
        ),
        Act(
            "refer",
            TECHNOPARK,
            "13",
            Text("Комиссияға жіберу", "Направить в Комиссию", "Refer to the Commission"),
            Text("Комиссияның қарауына жіберілді", "Направлено на рассмотрение Комиссии", "Referred to the Commission"),
            (CHECK,),
            AT_COMMISSION,
            opens=(TO_DECIDE,),
            needs=(CHECKED, NO_OPEN_REMARKS, TRANSLATED),
        ),
        Act(
            "register",
            COMMISSION,
            "16",
            Text("Тіркеу", "Зарегистрировать", "Register"),
            Text(
                "Комиссия тіркеу туралы шешім қабылдады",
                "Комиссия приняла решение о регистрации",
                "The Commission decided to register",
            ),
            (AT_COMMISSION,),
            APPROVED,
            opens=(TO_NOTIFY, TO_AGREE),
            needs=(DECIDED,),
            vote="for",
        ),
        Act(
            "refuse",
            COMMISSION,
            "16",
            Text("Тіркеуден бас тарту", "Отказать в регистрации", "Refuse"),
            Text(
                "Комиссия тіркеуден бас тартты",
                "Комиссия отказала в регистрации",
                "The Commission refused registration",
            ),
            (AT_COMMISSION,),
            REFUSED,
            opens=(TO_NOTIFY,),
            grounds=REFUSAL_GROUNDS,
            needs=(DECIDED,),
            vote="against",
        ),
        Act(
            "notify",
            TECHNOPARK,
            "17",
            Text("Шешім туралы хат жіберу", "Направить письмо о решении", "Send the letter of decision"),
            Text("Шешім туралы хат жіберілді", "Письмо о решении направлено", "The letter of decision was sent"),
            (APPROVED, PARTICIPANT, REFUSED),
        ),
        Act(
            "agree",
            TECHNOPARK,
            "18",
            Text("Шарттың жасалғанын тіркеу", "Внести подписанный договор", "Record the signed agreement"),
            Text(
                "Қызмет шарттары туралы шартқа қол қойылды",
                "Подписан договор об условиях деятельности",
                "The agreement on conditions of activity was signed",
            ),
            (APPROVED,),
            PARTICIPANT,
            opens=(TO_CERTIFY, TO_ENTER),
            needs=(TERM_SET,),
        ),
        Act(
            "certify",
            TECHNOPARK,
            "18",
            Text("Куәлік беру", "Выдать свидетельство", "Issue the certificate"),
            Text("Тіркеу туралы куәлік берілді", "Выдано свидетельство о регистрации", "The certificate was issued"),
            (PARTICIPANT,),
        ),
        Act(
            "enter",
            TECHNOPARK,
            "20",
            Text("Тізбеге енгізу", "Включить в Перечень", "Enter in the register"),
            Text(
                "Қатысушылар тізбесіне енгізілді",
                "Сведения включены в Перечень участников",
                "Entered in the register of participants",
            ),
            (PARTICIPANT,),
        ),
        Act(
            "withdraw",
            APPLICANT,
            "8",
            Text("Өтінішті кері қайтарып алу", "Отозвать заявление", "Withdraw the application"),
            Text("Өтініш кері қайтарып алынды", "Заявление отозвано", "The application was withdrawn"),
            (CHECK, REMARKS, AT_COMMISSION),
            WITHDRAWN,
        ),
    ),
)
