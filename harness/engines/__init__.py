"""The Session protocol and one module per engine that gives one."""
