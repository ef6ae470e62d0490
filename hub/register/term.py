"""The term of participation in whole years (clause 35)."""

from datetime import date, timedelta


def last_day(first: date, years: int) -> date:
    """The last day of a term of `years` that begins on `first` (29 February ends on 28 February)."""
    try:
        return first.replace(year=first.year + years) - timedelta(days=1)
    except ValueError:
        return date(first.year + years, 2, 28)
