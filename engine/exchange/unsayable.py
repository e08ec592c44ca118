"""What is raised for something that one of two formats can say and the other can not."""

from engine.errors import MallverkError


class Unsayable(MallverkError):
    """Something that can not be said there: why, as the code of a reason, and what it is about."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.about = about
