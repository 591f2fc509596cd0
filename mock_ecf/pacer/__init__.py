"""The pages and the interface of PACER: views translate between HTTP and the domain."""

from mock_ecf.pacer import account_pages, enrollment, forgotten, helpers, pages, services, sign_in

blueprints = (
    helpers.blueprint,
    sign_in.blueprint,
    pages.blueprint,
    account_pages.blueprint,
    forgotten.blueprint,
    enrollment.blueprint,
    services.blueprint,
)
