"""Measurements within one run: ``python -m benchmarks`` carries them out and prints them.

Times are given as ratios, and nothing is asserted of them. Quality is: what falls short ends with 1.
"""
