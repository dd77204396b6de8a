"""Vì Dân: software with which a Vietnamese commune government keeps its word."""
