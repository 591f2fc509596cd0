"""The mailbox page."""

from mock_ecf.mail import views

blueprints = (views.blueprint,)
