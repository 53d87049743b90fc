"""What the process of `notices` does: print letters in turn, by both sides.

Both print the same letters, each with its own number and addressee, with a compiler
that is made once. The bare one knows no form, checks no character and sets the words
one below the other in the same faces, as a plain PDF and as a tagged one.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typst

from notices.rendering import render
from notices.rendering.characters import FACES
from notices.rendering.render import STANDARDS
from notices.text import compose
from ordinances.loading import pack
from tests.bench.report import clock
from tests.notices.letters import ON, REGIME, letter

Content = dict[str, Any]
FORMS = ("full", "partial", "non_disclosure", "extension", "supplementation")
N_LETTERS = 50
BARE = Path(__file__).parent / "bare_notice.typ"


def main(arguments: Sequence[str]) -> None:
    """Print letters in turn by the product and by the bare compiler, then JSON."""
    repeats = int(arguments[0])
    found = {
        name: _compare(_bare(standards), repeats=repeats)
        for name, standards in (("plain", []), ("tagged", STANDARDS))
    }
    print(json.dumps({"letters": N_LETTERS, "turns": found}))


def _compare(
    bare: Callable[[Content], bytes], *, repeats: int
) -> tuple[list[float], list[float]]:
    """Print fresh letters each time: the compiler remembers those it has seen."""
    ours: list[float] = []
    theirs: list[float] = []
    for turn in range(repeats + 1):
        first = turn * N_LETTERS
        contents = [_content(k) for k in range(first, first + N_LETTERS)]
        spent, _ = clock(lambda made=contents: [render(each) for each in made])
        other, _ = clock(lambda made=contents: [bare(each) for each in made])
        if turn:  # the first is to warm up
            ours.append(spent)
            theirs.append(other)
    return ours, theirs


def _bare(standards: list[Any]) -> Callable[[Content], bytes]:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(face.parent) for face in FACES],
    )
    compiler = typst.Compiler(input=str(BARE), font_paths=fonts)

    def print_bare(content: Content) -> bytes:
        made = compiler.compile(
            format="pdf",
            sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
            pdf_standards=standards,
            pdf_tags=bool(standards),
        )
        assert isinstance(made, bytes)
        return made

    return print_bare


def _content(k: int) -> Content:
    form = FORMS[k % len(FORMS)]
    return compose(
        pack(REGIME).notice_form(form, ON),
        letter(form, pk=k + 1, subject=f"区道の補修工事に係る設計書 その{k}"),
        number_text=f"8練総情第{k + 1}号",
        issued_on=ON,
    )
