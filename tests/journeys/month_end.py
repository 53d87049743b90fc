"""What the month leaves behind, asked of the served office: letters, tables, trail."""

import json
import unicodedata
from collections import Counter
from datetime import date
from typing import Any

import pypdfium2

from tests.journeys.month_office import Month
from tests.journeys.month_rest import ACTED, PLAN, QUEUE
from tests.journeys.month_steps import Asked, day
from tests.journeys.server import manage
from tests.journeys.visitor import Site

SNAPSHOT = """
import json
from collections import Counter
from audit.models import Entry
from notices.models import Notice
acts = Counter(Entry.objects.filter(stream__startswith="case:",
    actor_key__startswith="staff:").values_list("act", flat=True))
notices = [
    [n.pk, n.unit_id, n.form, n.issued_on.isoformat(), n.name, n.number_text]
    for n in Notice.objects.order_by("pk")
]
print(json.dumps({"acts": acts, "notices": notices}))
"""
# what the house does beside the plan's lines: every request is logged, what of
# 16 goes makes a unit of its own, records are judged before each decision but those
# the lapse of 12 prepares, which it also notes as found and judged
BESIDE = Counter({"open_case": 40, "split": 1, "add_records": 32, "decide_record": 33})
LETTERHEAD = {"requester": "請求 {}号", "third_party": "第三者 {}号"}


def snapshot(site: Site) -> dict[str, Any]:
    """Return the letters, and how often each act stands on the trail."""
    printed = manage(site.env, "shell", "-v", "0", "-c", SNAPSHOT)
    found: dict[str, Any] = json.loads(printed.strip().splitlines()[-1])
    return found


def expected_acts() -> dict[str, int]:
    """Return how often each act should stand on the trail."""
    return dict(ACTED + BESIDE)


def expected_letters(month: Month) -> list[list[object]]:
    """Return unit, form, day and addressee of every letter of the plan."""
    return [
        [
            month.units[asked.number, step.branch],
            step.paper,
            step.on.isoformat(),
            LETTERHEAD[step.to].format(asked.number),
        ]
        for asked in PLAN
        for step in asked.steps
        if step.paper
    ]


def letters_that_say_otherwise(month: Month, notices: list[list[Any]]) -> list[str]:
    """Read each letter's PDF and name what it should say and does not."""
    by_key = {tuple(row[1:5]): row for row in notices}
    wrong = []
    for asked in PLAN:
        for place, step in enumerate(asked.steps):
            if not step.paper:
                continue
            unit = month.units[asked.number, step.branch]
            whom = LETTERHEAD[step.to].format(asked.number)
            row = by_key[unit, step.paper, step.on.isoformat(), whom]
            text = text_of(pdf(month, unit, row[0]))
            wanted = [whom, row[5], wareki(step.on), *words(asked, place)]
            wrong += [
                f"{row[5]} {step.paper}: no {word}"
                for word in wanted
                if squeezed(word) not in text
            ]
            if step.to == "third_party" and f"請求{asked.number}号" in text:
                wrong.append(f"{row[5]} {step.paper}: names who asked")
    return wrong


def words(asked: Asked, place: int) -> list[str]:
    """Return what a letter says beside addressee, number and day, by hand."""
    step, before = asked.steps[place], asked.steps[:place]
    about = {
        "supplementation": "order_supplementation",
        "extension": "extend",
        "special_extension": "extend_specially",
        "third_party_letter": "consult_third_party",
    }.get(step.paper)
    if step.paper == "third_party_notice":
        shows = [one for one in asked.steps if one.act == "implement"]
        earliest = {25: "05-22", 28: "05-25"}[asked.number]
        assert shows
        return [wareki(day(earliest))]
    if step.paper == "transfer":
        return ["区長", "教育委員会"]
    if about is None:
        return [house_number(asked)]
    told = next(one for one in reversed(before) if one.act == about)
    days = [word for word in told.what.split() if "-" in word]
    extended = step.paper in {"extension", "special_extension"}
    return [*(wareki(day(one)) for one in days), *([wareki(asked.due)] * extended)]


def house_number(asked: Asked) -> str:
    """Return the number the house gives: those of a day in the order of the plan."""
    in_order = sorted(PLAN, key=lambda one: (one.received, one.number))
    return f"第{in_order.index(asked) + 1}号"


def expected_queue() -> list[str]:
    """Return the units that wait, the most pressing first."""
    return [house_number(PLAN[number - 1]) for number, _due in QUEUE]


def wareki(on: date) -> str:
    """Return a day of the month as a letter writes it."""
    return f"令和{on.year - 2018}年{on.month}月{on.day}日"


def pdf(month: Month, unit: int, notice: int) -> bytes:
    """Fetch a letter as the officer opens it."""
    page = month.officer.page
    address = month.officer.visitor.site.address
    answer = page.request.get(f"{address}/units/{unit}/notices/{notice}/")
    assert answer.status == 200, answer.text()[:500]
    return answer.body()


def text_of(content: bytes) -> str:
    """Return what stands on the pages of a PDF, without spaces."""
    document = pypdfium2.PdfDocument(content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return squeezed("".join(pages))


def squeezed(text: str) -> str:
    """Return text without spaces and with plain digits."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def tables(site: Site) -> tuple[dict[str, int], dict[str, int]]:
    """Return the cells of T01 and T02 that are not empty."""
    printed = manage(site.env, "annual_tables", "2026", "--as-of", "2026-05-30")
    found = {table["id"]: table for table in json.loads(printed)["tables"]}
    first = found["T01"]["rows"][0]["values"]
    second = {row["key"]: row["values"]["count"] for row in found["T02"]["rows"]}
    return (
        {key: n for key, n in first.items() if n},
        {key: n for key, n in second.items() if n},
    )


def queue(month: Month) -> list[str]:
    """Return the units that wait, as the queue lists them."""
    page = month.person("officer2").visitor.open("/queue/")
    listed = page.locator("main tbody tr th a").all_inner_texts()
    return [text.split(" ")[-1].strip() for text in listed]
