"""What several procedures ask for in the same words: each need once, with the clause that asks for it."""

from rules.procedure import Need
from rules.text import Text

DECLARED = Need(
    "declared",
    "11",
    Text(
        "Мәліметтердің толық әрі дұрыс екенін растаңыз.",
        "Подтвердите полноту и достоверность сведений.",
        "Confirm that what you file is complete and true.",
    ),
)
ANSWERED = Need(
    "answered",
    "14",
    Text("Әр ескертуге жауап беріңіз.", "Ответьте на каждое замечание.", "Answer each remark."),
)
HAS_REMARKS = Need(
    "has_remarks",
    "14",
    Text(
        "Кемінде бір ескерту жазыңыз: хабарлама олардың бәрін бірге жібереді.",
        "Внесите хотя бы одно замечание: уведомление отправит их все вместе.",
        "Write at least one remark: the notice sends them all together.",
    ),
)
NO_OPEN_REMARKS = Need(
    "no_open_remarks",
    "16",
    Text(
        "Жіберілмеген ескертулер бар. Оларды жіберіңіз немесе алып тастаңыз.",
        "Есть неотправленные замечания. Отправьте или снимите их.",
        "There are remarks not yet sent. Send them or take them back.",
    ),
)
TRANSLATED = Need(
    "translated",
    "10",
    Text(
        "Ағылшын тіліндегі құжаттар аударылмаған. Алдымен аударма бөліміне жіберіңіз.",
        "Документы на английском языке не переведены. Сначала передайте их на перевод.",
        "Documents in English are not translated yet. Send them to the translation desk first.",
    ),
)
TERM_SET = Need(
    "term_set",
    "35",
    Text(
        "Қатысу мерзімі кемінде бір жыл болуы керек.",
        "Срок участия не может быть менее одного года.",
        "The term of participation cannot be shorter than one year.",
    ),
)


def lasts(clause: str) -> Need:
    """That the participation has not ended by the day of the act."""
    return Need(
        "lasts",
        clause,
        Text(
            "Қатысу аяқталған. 8-тармақ бойынша жаңадан тіркелуге болады.",
            "Участие уже прекращено. Заново зарегистрироваться можно по пункту 8.",
            "The participation has ended already. One may register anew under clause 8.",
        ),
    )


def complete(clause: str) -> Need:
    """That every part is filled in and every document attached, as `clause` asks."""
    return Need(
        "complete",
        clause,
        Text(
            "Өтініштің барлық бөлігін толтырып, барлық құжатты тіркеңіз.",
            "Заполните все части заявления и приложите все документы.",
            "Fill in every part of the application and attach every document.",
        ),
    )


def checked(clause: str) -> Need:
    """That an officer has ticked the whole checklist before the Commission gets the application."""
    return Need(
        "checked",
        clause,
        Text(
            "Тексеру парағының әр тармағын белгілеңіз; комиссияға тек талапқа сай өтініш жіберіледі.",
            "Отметьте каждый пункт проверочного листа; Комиссии направляется только соответствующее заявление.",
            "Tick every item of the checklist; only an application in order goes to the Commission.",
        ),
    )


def decided(clause: str) -> Need:
    """That the Commission has decided so by a vote."""
    return Need(
        "decided",
        clause,
        Text(
            "Шешімді Комиссия отырысында дауыс беру арқылы қабылдайды.",
            "Решение принимается голосованием на заседании Комиссии.",
            "The decision is taken by a vote at a sitting of the Commission.",
        ),
    )


def reasoned(clause: str) -> Need:
    """That the decision says why, in words."""
    return Need(
        "reasoned",
        clause,
        Text(
            "Шешімнің себебін жазыңыз: оны қатысушы хаттан оқиды.",
            "Укажите причину решения: участник прочтёт её в письме.",
            "Give the reasons of the decision: the participant reads them in the letter.",
        ),
    )


def second_person(clause: str) -> Need:
    """That somebody else signs than who prepared it."""
    return Need(
        "second_person",
        clause,
        Text(
            "Дайындаған адам өзі қол қоя алмайды: оны басқа қызметкер тексереді.",
            "Подготовивший не подписывает сам: проверяет другой сотрудник.",
            "Whoever prepared it does not sign it: another officer checks it.",
        ),
    )
