"""Structured content to PDF: `render` and what it refuses.

Imports nothing of the house but `casework.errors`. `notice.typ` is the layout, a
text file an officer can review; `characters.py` knows which characters the faces
have; `printer.py` holds the reused compiler.
"""

from notices.rendering.characters import Unprintable, unprintable
from notices.rendering.printer import CannotRender, render

__all__ = ["CannotRender", "Unprintable", "render", "unprintable"]
