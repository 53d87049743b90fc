"""Somebody who works with the keyboard alone, and how long that takes.

Times after the keystroke-level model: a key .28 s, a thought before each field
1.35 s. A Japanese character takes about two and a half keys with its conversion.
"""

from dataclasses import dataclass

from playwright.sync_api import Page

KEY_SECONDS = 0.28
THOUGHT_SECONDS = 1.35
KEYS_PER_CHARACTER = 2.5


@dataclass(slots=True)
class Typist:
    """Counts what is typed.

    Attributes:
        n_keys: Keys that write nothing: Tab, Space on a box, Enter.
        n_strokes: Keys that write.
        n_thoughts: Pauses before a field.
    """

    page: Page
    n_keys: int = 0
    n_strokes: float = 0
    n_thoughts: int = 0

    def press(self, key: str, times: int = 1) -> None:
        """Press a key that writes nothing; Ctrl+Enter is two."""
        for _time in range(times):
            self.page.keyboard.press(key)
            self.n_keys += len(key.split("+"))

    def type(self, text: str) -> None:
        """Type what stands on the keys."""
        self.n_thoughts += 1
        self.n_strokes += len(text)
        self.page.keyboard.type(text)

    def compose(self, text: str) -> None:
        """Write Japanese through the input method."""
        self.n_thoughts += 1
        self.n_strokes += len(text) * KEYS_PER_CHARACTER
        self.page.keyboard.insert_text(text)

    def seconds(self) -> float:
        """Return how long the work takes, without the machine."""
        strokes = self.n_keys + self.n_strokes
        return strokes * KEY_SECONDS + self.n_thoughts * THOUGHT_SECONDS
