"""The numbered steps that courts tell their users to take, as data with their source.

One TOML file per court, in our words. The files are read and checked by :mod:`flows.instruction_files`.
"""
