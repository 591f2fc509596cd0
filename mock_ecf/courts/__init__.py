"""What the mock shows for each court: profiles, one TOML per court upon a base for its type."""

from mock_ecf.courts.loader import ProfileError, Profiles, UnknownCourt
from mock_ecf.courts.schema import CourtType, Profile
from mock_ecf.courts.texts import Text

__all__ = ["CourtType", "Profile", "ProfileError", "Profiles", "Text", "UnknownCourt"]
