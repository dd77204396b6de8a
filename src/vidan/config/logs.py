"""What goes into the log: never that somebody was at the feedback form.

Django writes a line with the hour for each request that is answered with a refusal. On the pages where people speak
that would be an access log.
"""

import logging

#: Where people speak, by page or by program, and where the confidential handler reads: an address there bears a code.
WHERE_PEOPLE_SPEAK = ("/y-kien", "/open311/", "/can-bo/tin-mat")


class WhoSpeaksIsNotWrittenDown(logging.Filter):
    """Lets everything pass but lines about requests to those addresses that are no fault of the program."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is written."""
        path = str(getattr(getattr(record, "request", None), "path", ""))
        return record.levelno >= logging.ERROR or not path.startswith(WHERE_PEOPLE_SPEAK)
