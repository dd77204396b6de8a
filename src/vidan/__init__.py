"""Vì Dân: software with which a Vietnamese commune government keeps its word."""

__version__ = "0.1.0"
