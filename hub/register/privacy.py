"""What is kept of participants: the public register, and the agreements behind it."""

from hub.privacy.declared import kept

FIELDS = (
    kept("register.Participant", "register", public="id organisation case region location_kk location_ru website"),
    kept("register.Participant", "register", public="works since until ended entered_on search"),
    kept("register.Agreement", "register", public="id participant", participant="number signed_on until scan"),
    kept("register.Fact", "register", public="id participant kind since says at", participant="entry"),
    kept("register.Agreement", "register", participant="report_form amends template paper"),
    kept("register.FeeLine", "register", public="id agreement", participant="kind amount at_least at_most since until"),
    kept("register.FeeLine", "register", participant="name_kk name_ru base"),
    kept("register.QuarterFigures", "record", public="id participant quarter_end form", participant="says entry at"),
    kept("register.Certificate", "register", public="id participant number kind issued_on until says paper"),
)
