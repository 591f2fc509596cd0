"""The pages of the courts: views translate between HTTP and the domain, templates show."""

from mock_ecf.court import entry, exemption, linking, menu_pages, static_files

blueprints = (
    entry.blueprint,
    menu_pages.blueprint,
    linking.blueprint,
    exemption.blueprint,
    static_files.blueprint,
)
