"""What the process of `notices` does: print letters in turn, by both sides.

Both print the same letters, each with its own number and addressee, with a compiler
that is made once. The bare one knows no form, checks no character and sets the words
one below the other in the same faces, as a plain PDF and as a tagged one.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time
from typing import Any

import typst

from notices.rendering import render
from notices.rendering.characters import FACES
from notices.rendering.printer import STANDARDS
from notices.text import compose
from ordinances.loading import pack
from tests.bench.report import clock
from tests.notices.letters import ON, REGIME, letter

Content = dict[str, Any]
Print = Callable[[Content], bytes]
FORMS = ("full", "partial", "non_disclosure", "extension", "supplementation")
BARE = Path(__file__).parent / "bare_notice.typ"


def main(arguments: Sequence[str]) -> None:
    """Print letters in turn by the product and by the bare compiler, then JSON."""
    repeats, n_letters = map(int, arguments)
    found = {
        name: _compare(_bare(standards), n_letters, repeats=repeats)
        for name, standards in (("plain", []), ("tagged", STANDARDS))
    }
    print(json.dumps({"letters": n_letters, "turns": found}))


def _compare(bare: Print, n_letters: int, *, repeats: int) -> list[list[float]]:
    """Return the seconds of each turn, of the product's letters and of the bare ones.

    The sides take turns letter by letter. No letter is printed twice, by neither
    side: the compiler remembers the words it has set.
    """
    turns = [
        _turn(bare, range(turn * n_letters, (turn + 1) * n_letters))
        for turn in range(repeats + 1)
    ]
    # the first one is to warm up
    return [[turn[side] for turn in turns[1:]] for side in (0, 1)]


def _turn(bare: Print, letters: range) -> tuple[float, float]:
    ours = theirs = 0.0
    for k in letters:
        ours += _seconds(render, _content(k, "公開"))
        theirs += _seconds(bare, _content(k, "開示"))
    return ours, theirs


def _seconds(act: Print, content: Content) -> float:
    return clock(lambda: act(content), by=process_time)[0]


def _bare(standards: list[Any]) -> Print:
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


def _content(k: int, side: str) -> Content:
    form = FORMS[k % len(FORMS)]
    return compose(
        pack(REGIME).notice_form(form, ON),
        letter(form, pk=k + 1, subject=f"{side}を求める設計書 その{k}"),
        number_text=f"8練総情第{k + 1}号",
        issued_on=ON,
    )
