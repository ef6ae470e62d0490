"""The import of an earlier register: the officers of registration alone."""

from tests.access.lines import PAGE, SENT_ON, Route, both, on, reads, sends
from tests.access.people import OFFICER

IMPORTING: dict[str, Route] = {
    "imports": both(OFFICER),
    "import_template": reads(OFFICER),
    "import": reads(
        OFFICER,
        on("checked import", OFFICER, PAGE),
        on("wrong import", OFFICER, PAGE),
    ),
    # A file with faults is not entered: its page says so.
    "import_apply": sends(
        OFFICER,
        on("checked import", OFFICER, post=SENT_ON),
        on("wrong import", OFFICER, post=SENT_ON),
    ),
    # Its organisation has a head: nobody is invited.
    "head_invite": both(OFFICER, on("participant participation", OFFICER, PAGE, SENT_ON)),
    "import_faults": reads(OFFICER, on("wrong import", OFFICER, PAGE)),
}
