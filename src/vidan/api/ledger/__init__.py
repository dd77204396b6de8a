"""The public log's files over the web."""
