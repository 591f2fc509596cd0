"""Menus as data: trees of what a user can choose, and how two or more of them differ in meaning.

Trees, folding, diff and matrix are pure; words, terminal, JSON and HTML are renderers apart, which show
what the others found and decide nothing.
"""
