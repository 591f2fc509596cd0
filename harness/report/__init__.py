"""Runs as reports: HTML for people, JSON and JUnit for machines, a table for the terminal.

Nothing is computed here: what the runs say, and what :mod:`harness.summary` makes of them, is shown.
"""
