"""What goes wrong at the edges: files, formats, stores. The reading itself cannot fail."""


class Error(ValueError):
    """`what` went wrong, `where`, and what `todo` about it; as text what the program says."""

    def __init__(self, what: str, where: str = "", todo: str = ""):
        super().__init__(what, where, todo)
        self.what, self.where, self.todo = what, where, todo

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n  {self.todo}" if self.todo else text
