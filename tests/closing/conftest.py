from tests.participation.conftest import participant

__all__ = ["participant"]
