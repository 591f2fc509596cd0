"""What the fixtures of :mod:`harness.pytest_plugin` consist of. Knows no flow."""
