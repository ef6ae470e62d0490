"""What is kept of the analyses: figures of groups, never of one participant."""

from hub.privacy.declared import kept

FIELDS = (
    kept("analysis.Analysis", "record", public="id case quarter_end built_at revision saved_at paper sheet"),
    kept("analysis.Analysis", "record", participant="data text_kk text_ru", personal="saved_by"),
)
