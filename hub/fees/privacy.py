"""What is kept of money: bookings are the record of it; statements name those who paid."""

from hub.privacy.declared import kept

FIELDS = (
    kept("fees.Account", "record", public="id kind", participant="participant"),
    kept("fees.Booking", "record", public="id kind", participant="on at line reverses reason", personal="by"),
    kept("fees.Posting", "record", participant="id booking account case amount"),
    kept("fees.Mapping", "reference", public="id name encoding delimiter comma day_format columns"),
    kept("fees.Statement", "record", public="id format state total done fresh uploaded_at problem mapping"),
    kept("fees.Statement", "record", participant="file", personal="uploaded_by"),
    kept("fees.StatementLine", "record", public="id statement position fingerprint certainty"),
    kept("fees.StatementLine", "record", participant="on amount reference payer_bin proposed proposed_case booked"),
    # Where a person paid for the organisation, these name the person.
    kept("fees.StatementLine", "record", personal="payer payer_iban purpose"),
)
