"""The commissions that the Rules know exist from the first day; the Technopark gives them members and rules."""

from rules.procedure import COMMISSION, INDEPENDENT_COMMISSION


def ensure() -> None:
    """Create what is missing; what is there keeps its names."""
    from hub.commissions.models import Commission

    for actor in (COMMISSION, INDEPENDENT_COMMISSION):
        names = {"name_kk": actor.title.kk, "name_ru": actor.title.ru, "name_en": actor.title.en}
        Commission.objects.get_or_create(actor=actor.key, defaults=names)
