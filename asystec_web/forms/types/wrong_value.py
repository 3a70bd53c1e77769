"""The one failure of the domain types."""


class WrongValue(ValueError):
    """What was typed cannot be kept; the code finds the sentence that says why.

    It never carries what was typed, so it may be logged.
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
