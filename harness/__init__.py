"""Drives a site and judges what it saw; names no court and no page."""
