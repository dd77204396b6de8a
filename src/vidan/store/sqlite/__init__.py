"""Django's SQLite, a little quicker: see `base`."""
