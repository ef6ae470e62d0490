"""What is kept of reference data: nothing about persons."""

from hub.privacy.declared import kept

FIELDS = (
    kept("reference.DayCorrection", "reference", public="id day working reason_kk reason_ru reason_en"),
    kept("reference.DayCorrection", "reference", public="decree changed_at"),
    kept("reference.ConfirmedYear", "reference", public="id year source"),
    kept("reference.MrpValue", "reference", public="id since amount source"),
    kept("reference.ListEntry", "reference", public="id key title_kk title_ru title_en since until"),
)
