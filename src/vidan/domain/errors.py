"""How a rule says no."""


class Refused(Exception):
    """A rule of the house said no.

    `code` is the stable key of the sentence in `vidan.speech.refusals`; `field` names the input at fault
    (empty when the act as a whole is refused); `facts` are the values the sentence needs.
    """

    def __init__(self, code: str, /, *, field: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{key}={value!r}" for key, value in self.facts.items())
        return f"{self.code}({told})"
