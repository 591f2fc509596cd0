"""The pages and the interface of PACER: views translate between HTTP and the domain."""

from mock_ecf.pacer import enrollment, helpers, pages, services, sign_in

blueprints = (helpers.blueprint, sign_in.blueprint, pages.blueprint, enrollment.blueprint, services.blueprint)
