"""Asking in one's own words: which procedure is meant, why, what is not ours, and when to ask back.

Parts: `words` typed words made standard, `ranking` what a question means, `answers` what is said to it, `judging` how
well that goes.
"""
