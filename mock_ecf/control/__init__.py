"""The API for the harness and for people: worlds, clock, faults, approvals, mail, journal, courts."""

from mock_ecf.control import views, worlds
from mock_ecf.control.answers import error_response

blueprints = (views.blueprint,)

__all__ = ["blueprints", "error_response", "worlds"]
