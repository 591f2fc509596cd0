"""The pages of the courts: views translate between HTTP and the domain, templates show."""

from mock_ecf.court import (
    account_request,
    entry,
    exemption,
    help_desk,
    linking,
    menu_pages,
    password,
    static_files,
)

blueprints = (
    entry.blueprint,
    menu_pages.blueprint,
    linking.blueprint,
    exemption.blueprint,
    password.blueprint,
    account_request.blueprint,
    help_desk.blueprint,
    static_files.blueprint,
)
