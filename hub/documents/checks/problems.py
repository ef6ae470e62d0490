"""Every reason to refuse a file, in words its sender can act upon."""

from collections.abc import Mapping
from typing import Final

from hub.documents.checks.verdict import FileRefusedError, Problem
from rules.text import LANGUAGES, Text

# "code" or "code/variant": variants share the code and differ in the advice.
MESSAGES: Final[Mapping[str, Text]] = {
    "empty": Text(
        kk="Файл бос: ішінде дерек жоқ. Құжатты қайта сақтап, толық файлды жүктеңіз.",
        ru="Файл пустой: в нём нет данных. Сохраните документ заново и загрузите полный файл.",
        en="The file is empty: it holds no data. Save the document again and upload the full file.",
    ),
    "too_large": Text(
        kk="Файлдың көлемі – {size} МБ, рұқсат етілген шегі – {limit} МБ. Құжатты бірнеше файлға бөліңіз немесе "
        "сканерлеу сапасын төмендетіп, қайта сақтаңыз.",
        ru="Размер файла – {size} МБ, предел – {limit} МБ. Разделите документ на несколько файлов или сохраните его "
        "с меньшим качеством сканирования.",
        en="The file is {size} MB; the limit is {limit} MB. Split the document into several files or save it with a "
        "lower scan quality.",
    ),
    "truncated": Text(
        kk="Файл зақымдалған немесе толық емес: оны соңына дейін оқу мүмкін емес. Файлды өзіңізде ашып, қайта сақтаңыз "
        "да, қайтадан жүктеңіз.",
        ru="Файл повреждён или неполон: его нельзя прочитать до конца. Откройте его у себя, сохраните заново и "
        "загрузите ещё раз.",
        en="The file is damaged or incomplete: it cannot be read to the end. Open it on your computer, save it again "
        "and upload the new copy.",
    ),
    "renamed": Text(
        kk="Файл аты «.{ending}» деп аяқталады, бірақ мазмұны басқа: {true}. Құжатты PDF, DOCX, XLSX, PNG немесе JPEG "
        "түрінде сақтап, қайта жүктеңіз. Атын өзгерту файлдың түрін өзгертпейді.",
        ru="Имя файла оканчивается на «.{ending}», но содержимое другое: {true}. Сохраните документ как PDF, DOCX, "
        "XLSX, PNG или JPEG и загрузите снова. Смена имени не меняет вид файла.",
        en="The file name ends in “.{ending}”, but the content is different: {true}. Save the document as PDF, DOCX, "
        "XLSX, PNG or JPEG and upload it again. A new name does not change what a file is.",
    ),
    "renamed/ending": Text(
        kk="Файл аты «.{ending}» деп аяқталады, бірақ мазмұны басқа: {true}. Файл атының соңын «.{proper}» деп "
        "өзгертіп, қайта жүктеңіз.",
        ru="Имя файла оканчивается на «.{ending}», но содержимое другое: {true}. Измените окончание имени на "
        "«.{proper}» и загрузите файл снова.",
        en="The file name ends in “.{ending}”, but the content is different: {true}. Change the ending of the name to "
        "“.{proper}” and upload the file again.",
    ),
    "renamed/bare": Text(
        kk="Файл атының соңында түрі көрсетілмеген. Мазмұны: {true}. Файл атының соңына «.{proper}» қосып, қайта "
        "жүктеңіз.",
        ru="В конце имени файла не указан его вид. Содержимое: {true}. Добавьте в конец имени «.{proper}» и загрузите "
        "файл снова.",
        en="The end of the file name does not tell its kind. The content: {true}. Add “.{proper}” to the end of the "
        "name and upload the file again.",
    ),
    "not_allowed": Text(
        kk="Файлдың мұндай түрі қабылданбайды: {true}. Құжатты PDF, DOCX, XLSX, PNG немесе JPEG түрінде сақтап, қайта "
        "жүктеңіз.",
        ru="Файлы этого вида не принимаются: {true}. Сохраните документ как PDF, DOCX, XLSX, PNG или JPEG и загрузите "
        "снова.",
        en="Files of this kind are not accepted: {true}. Save the document as PDF, DOCX, XLSX, PNG or JPEG and upload "
        "it again.",
    ),
    "encrypted": Text(
        kk="Файл құпиясөзбен қорғалған, оны оқу мүмкін емес. Құпиясөзді алып тастап, файлды сақтаңыз да,"
        " қайта жүктеңіз.",
        ru="Файл защищён паролем, прочитать его нельзя. Снимите пароль, сохраните файл и загрузите снова.",
        en="The file is protected by a password and cannot be read. Remove the password, save the file and upload it "
        "again.",
    ),
    "macros": Text(
        kk="Файлда макрос, яғни құжатпен бірге іске қосылатын бағдарлама бар. Құжатты макроссыз сақтаңыз: DOCX, XLSX "
        "немесе PDF түрінде.",
        ru="В файле есть макросы, то есть программы, которые запускаются вместе с документом. Сохраните документ без "
        "макросов: как DOCX, XLSX или PDF.",
        en="The file contains macros, that is, programs that run together with the document. Save the document without "
        "macros: as DOCX, XLSX or PDF.",
    ),
    "legacy": Text(
        kk="Бұл – ескі пішімдегі файл: {true}. Онда макрос жасырын тұруы мүмкін, сондықтан ол қабылданбайды. Файлды "
        "ашып, DOCX, XLSX немесе PDF түрінде сақтаңыз.",
        ru="Это файл старого формата: {true}. В нём могут скрываться макросы, поэтому он не принимается. Откройте файл "
        "и сохраните его как DOCX, XLSX или PDF.",
        en="This file has an old format: {true}. Macros can hide in it, so it is not accepted. Open the file and save "
        "it as DOCX, XLSX or PDF.",
    ),
    "embedded": Text(
        kk="Құжаттың ішіне басқа файл немесе объект салынған: {part}. Оны алып тастаңыз не құжатты PDF түрінде "
        "сақтаңыз. Ішіндегі файл қажет болса, оны бөлек жүктеңіз.",
        ru="В документ вложен другой файл или объект: {part}. Удалите его или сохраните документ как PDF. Если "
        "вложенный файл нужен, загрузите его отдельно.",
        en="Another file or object is embedded in the document: {part}. Remove it or save the document as PDF. If the "
        "embedded file is needed, upload it separately.",
    ),
    "external": Text(
        kk="Құжат мазмұнның бір бөлігін сырттан алады: {part}. Бұл байланысты (сыртқы үлгіні, суретті немесе кітапты) "
        "үзіңіз не құжатты PDF түрінде сақтаңыз.",
        ru="Документ берёт часть содержимого извне: {part}. Разорвите эту связь (внешний шаблон, рисунок или книга) "
        "или сохраните документ как PDF.",
        en="The document takes part of its content from elsewhere: {part}. Break this link (an external template, "
        "picture or workbook) or save the document as PDF.",
    ),
    "xml_entities": Text(
        kk="Құжаттың ішінде XML түрінің анықтамасы (DTD) бар: {part}. Word пен Excel мұндайды жазбайды. Құжатты Word "
        "немесе Excel бағдарламасында ашып, қайта сақтаңыз.",
        ru="Внутри документа есть определение типа XML (DTD): {part}. Word и Excel такого не пишут. Откройте документ "
        "в Word или Excel и сохраните заново.",
        en="Inside the document there is an XML type definition (DTD): {part}. Word and Excel do not write these. Open "
        "the document in Word or Excel and save it again.",
    ),
    "malformed": Text(
        kk="Құжаттың ішкі құрылымы дұрыс емес: {part}. Құжатты Word немесе Excel бағдарламасында ашып, қайта сақтаңыз "
        "не PDF түрінде сақтаңыз.",
        ru="Внутреннее устройство документа неверно: {part}. Откройте документ в Word или Excel и сохраните заново "
        "либо сохраните как PDF.",
        en="The inner structure of the document is wrong: {part}. Open the document in Word or Excel and save it "
        "again, or save it as PDF.",
    ),
    "pdf_script": Text(
        kk="PDF ішінде сценарий (JavaScript) немесе белсенді нысан бар. Құжатты «Басып шығару» → «PDF ретінде сақтау» "
        "арқылы қайта сақтап, жаңа файлды жүктеңіз.",
        ru="В PDF есть сценарий (JavaScript) или активная форма. Сохраните документ заново через «Печать» → "
        "«Сохранить как PDF» и загрузите новый файл.",
        en="The PDF contains a script (JavaScript) or an active form. Save the document anew through “Print” → "
        "“Save as PDF” and upload the new file.",
    ),
    "pdf_launch": Text(
        kk="PDF ішінде бағдарламаны іске қосатын немесе басқа файлды ашатын пәрмен бар. Құжатты «Басып шығару» → «PDF "
        "ретінде сақтау» арқылы қайта сақтап, жаңа файлды жүктеңіз.",
        ru="В PDF есть команда, которая запускает программу или открывает другой файл. Сохраните документ заново через "
        "«Печать» → «Сохранить как PDF» и загрузите новый файл.",
        en="The PDF contains a command that starts a program or opens another file. Save the document anew through "
        "“Print” → “Save as PDF” and upload the new file.",
    ),
    "pdf_attachment": Text(
        kk="PDF ішіне басқа файлдар салынған. Оларды бөлек жүктеңіз, ал құжаттың өзін «Басып шығару» → «PDF ретінде "
        "сақтау» арқылы қайта сақтаңыз.",
        ru="В PDF вложены другие файлы. Загрузите их отдельно, а сам документ сохраните заново через «Печать» → "
        "«Сохранить как PDF».",
        en="Other files are attached inside the PDF. Upload them separately, and save the document itself anew through "
        "“Print” → “Save as PDF”.",
    ),
    "zip_bomb": Text(
        kk="Құжат ашылғанда тым үлкен болады немесе тым көп бөліктен тұрады. Артық парақтар мен суреттерді алып "
        "тастап, қайта сақтаңыз не PDF түрінде сақтаңыз.",
        ru="При открытии документ становится слишком большим или состоит из слишком многих частей. Удалите лишние "
        "листы и рисунки и сохраните его заново либо как PDF.",
        en="When opened, the document grows too large or has too many parts. Remove sheets and pictures that are not "
        "needed and save it again, or save it as PDF.",
    ),
    "zip_bomb/pdf": Text(
        kk="Бұл PDF ашылғанда тым үлкен болады. Құжатты «Басып шығару» → «PDF ретінде сақтау» арқылы қайта сақтап, "
        "жаңа файлды жүктеңіз немесе төмен сапамен қайта сканерлеңіз.",
        ru="При открытии этот PDF становится слишком большим. Сохраните документ заново через «Печать» → «Сохранить "
        "как PDF» и загрузите новый файл или отсканируйте с меньшим качеством.",
        en="When opened, this PDF grows too large. Save the document anew through “Print” → “Save as PDF” and upload "
        "the new file, or scan it again at a lower quality.",
    ),
    "pixel_flood": Text(
        kk="Сурет тым үлкен: {width} × {height} нүкте. Шегі – {limit} миллион нүкте. Суретті кішірейтіңіз немесе төмен "
        "ажыратымдылықпен қайта сканерлеңіз.",
        ru="Изображение слишком велико: {width} × {height} точек. Предел – {limit} миллионов точек. Уменьшите "
        "изображение или отсканируйте его с меньшим разрешением.",
        en="The picture is too large: {width} × {height} pixels. The limit is {limit} million pixels. Make the picture "
        "smaller or scan it at a lower resolution.",
    ),
    "polyglot": Text(
        kk="Файлда құжаттың өзінен басқа бөгде деректер бар: басында, соңында немесе ішінде. Құжатты өзіңізде ашып, "
        "қайта сақтаңыз да, жаңа файлды жүктеңіз.",
        ru="В файле, кроме самого документа, есть посторонние данные: в начале, в конце или внутри. Откройте документ "
        "у себя, сохраните заново и загрузите новый файл.",
        en="Besides the document itself, the file holds foreign data: at its beginning, at its end or inside. Open the "
        "document on your computer, save it again and upload the new file.",
    ),
    "unreadable": Text(
        kk="Файлды тексеру мүмкін болмады: ол тым күрделі немесе зақымдалған. Құжатты қарапайым PDF түрінде сақтап, "
        "қайта жүктеңіз. Бұл тағы қайталанса, қолдау қызметіне жазыңыз.",
        ru="Файл не удалось проверить: он слишком сложный или повреждён. Сохраните документ как простой PDF и "
        "загрузите снова. Если это повторится, напишите в службу поддержки.",
        en="The file could not be checked: it is too complex or damaged. Save the document as a plain PDF and upload "
        "it again. If this happens again, write to the support service.",
    ),
}


def problem(variant: str, **parts: Text | str | int) -> Problem:
    """Word the problem of `variant` with its blanks filled; KeyError for an unknown variant or a blank left open."""
    message = MESSAGES[variant]
    words = (
        getattr(message, language).format(
            **{name: part.to(language) if isinstance(part, Text) else part for name, part in parts.items()}
        )
        for language in LANGUAGES
    )
    return Problem(variant.partition("/")[0], Text(*words))


def refusal(variant: str, **parts: Text | str | int) -> FileRefusedError:
    """Make the error to raise; `parts` as in `problem`."""
    return FileRefusedError(problem(variant, **parts))
