"""What is kept of imports: the file that was brought, who brought and entered it, and what was wrong with its rows."""

from hub.privacy.declared import kept

FIELDS = (
    kept("importing.Import", "record", public="id at language state rows done new same wrong applied_at finished_at"),
    kept("importing.Import", "record", participant="file why", personal="by applied_by"),
    kept("importing.RowFault", "record", public="id of row column", participant="message"),
)
