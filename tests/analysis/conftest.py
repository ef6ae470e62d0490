from tests.participation.conftest import attach, begin, participant

__all__ = ["attach", "begin", "participant"]
