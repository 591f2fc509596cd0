"""PACER and the courts, as a Flask application that answers by Host."""

from mock_ecf.app_context import Settings
from mock_ecf.application import create_app

__all__ = ["Settings", "create_app"]
