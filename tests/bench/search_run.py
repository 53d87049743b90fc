"""What the process of `search` does: fill an office, look for words, take turns.

It prints the seconds of every turn as JSON. Every word is also sought by a walk
over all rows that shares nothing with the search but the folding of one text.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from casework.folding import digits, fold
from casework.models import Case, Party, PartyRole, Unit
from casework.search import Question, found, question
from offices.models import Division, Organ, Staff
from tests.annual.builders import officer
from tests.bench.report import clock
from tests.factories.cast import make_office

CHUNK = 2000
FIRST, YEARS = date(2013, 4, 1), 8
DAYS = 365 * YEARS
ON = date(2021, 5, 31)
SURNAMES = (
    *("髙橋", "佐藤", "鈴木", "田中", "伊藤", "渡邉", "渡辺", "山本", "中村", "小林"),
    *("齋藤", "斎藤", "吉田", "𠮷田", "山﨑", "山崎", "井上", "木村", "林", "清水"),
    *("濵田", "浜田", "豊玉", "桜台", "大泉", "石神井", "光が丘", "関ヶ原", "澤", "沢"),
)
GIVEN = ("花子", "太郎", "一", "ﾊﾅｺ", "さくら", "マリエ", "健", "Ｔａｒｏ", "悠", "葵")
KANA = ("ﾀｶﾊｼ", "サトウ", "すずき", "タナカ", "イトウ", "ワタナベ", "ヤマモト", "ﾅｶﾑﾗ")
TOPICS = (
    *("道路台帳", "橋の点検の記録", "建築計画概要書", "ｺﾋﾟｰ代の一覧", "会議録"),
    *("保育園の監査結果", "公園の整備計画", "サーバー更新の見積書", "工事の設計書"),
)
PLACES = ("豊玉北", "桜台", "中村橋", "大泉学園町", "光が丘", "石神井公園", "関町")
ASKED: Mapping[str, str] = {
    "number": "H27-123",
    "whole name": "高橋　ハナコ",
    "surname": "渡辺",
    "part of the kana": "かは",
    "end of a phone": "0123",
    "subject, 6": "建築計画概要",
    "subject, 2": "道路",
    "any text, 1": "の",
    "two words": "斉藤 さーばー",
    "nothing": "存在しない語",
}


def main(arguments: list[str]) -> None:
    """Fill the office of the settings and measure."""
    n_cases, repeats = map(int, arguments)
    with transaction.atomic():
        fill(n_cases)
    if connection.vendor == "postgresql":
        # what the server does by itself within minutes
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    staff = officer()
    turns = {
        "cases": Case.objects.count(),
        "units": Unit.objects.count(),
        "missed": missed(staff),
        "compared": len(ASKED),
        "asked": {name: turn(text, staff, repeats) for name, text in ASKED.items()},
    }
    sys.stdout.write(json.dumps(turns))


def fill(n_cases: int) -> None:
    """Add cases with a requester each, every tenth with a second unit."""
    rng = Random(50)  # noqa: S311 - invented people, no secrets
    office = make_office()
    divisions = [office.general_affairs, office.roads]
    for start in range(0, n_cases, CHUNK):
        chunk = range(start, min(start + CHUNK, n_cases))
        cases = [_case(n, office.mayor, rng) for n in chunk]
        Case.objects.bulk_create(cases)
        Party.objects.bulk_create([_party(case, rng) for case in cases])
        Unit.objects.bulk_create(
            [
                _unit(case, branch, divisions[case.number % 2])
                for case in cases
                for branch in range(1, 2 + (case.number % 10 == 0))
            ]
        )


def _case(n: int, organ: Organ, rng: Random) -> Case:
    received_on = FIRST + timedelta(days=n % DAYS)
    fiscal_year = received_on.year - (received_on.month < 4)
    number = n // YEARS + 1
    return Case(
        kind="public_records",
        regime="nerima/public_records",
        request_kind="disclosure",
        organ=organ,
        received_on=received_on,
        fiscal_year=fiscal_year,
        # a series of its own: the numbers need not follow the years
        series=f"bench{n % YEARS}",
        number=number,
        number_text=f"令和{fiscal_year - 2018}年度 第{number}号",
        subject=f"{rng.choice(PLACES)}{rng.randrange(1, 9)}丁目の{rng.choice(TOPICS)}",
        origin="ledger",
        recorded_at=now(),
    )


def _party(case: Case, rng: Random) -> Party:
    return Party(
        case=case,
        role=PartyRole.REQUESTER,
        name=f"{rng.choice(SURNAMES)}　{rng.choice(GIVEN)}",
        kana=f"{rng.choice(KANA)} {rng.choice(GIVEN[:4])}",
        phone=f"03−{rng.randrange(3000, 6000)}−{rng.randrange(10000):04}",
    )


def _unit(case: Case, branch: int, division: Division) -> Unit:
    is_open = case.number % 20 == 0
    return Unit(
        case=case,
        branch=branch,
        organ=division.organ,
        division=division,
        phase="examination" if is_open else "closed",
        outcome=None if is_open else "full",
        outcome_on=None if is_open else case.received_on,
        subject="" if branch == 1 else "橋の点検の記録",
        **{name: getattr(case, name) for name in COPIED},
    )


COPIED = ("kind", "regime", "request_kind", "fiscal_year", "number", "received_on")


def turn(text: str, staff: Staff, repeats: int) -> dict[str, Any]:
    """Take turns for one question, once before the clock runs."""
    asked = _read(text)
    client = Client()
    client.force_login(staff)
    address = client.post("/search/", {"q": text})["Location"]
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    n_statements = len(queries)
    spent: dict[str, Any] = {"page": [], "search": [], "scan": []}
    for _ in range(repeats):
        spent["page"].append(clock(lambda: client.get(address))[0])
        spent["search"].append(clock(lambda: first_page(asked, staff))[0])
        spent["scan"].append(clock(lambda: scan(asked))[0])
    hits = found(asked, staff=staff, on=ON).count()
    return {**spent, "hits": hits, "statements": n_statements}


def first_page(asked: Question, staff: Staff) -> list[int]:
    """Return the keys of the first hits, as the page asks for them."""
    keys = found(asked, staff=staff, on=ON).values_list("pk", flat=True)
    return list(keys[:50])


SCAN = """
SELECT DISTINCT u.id
FROM casework_unit u
JOIN casework_case c ON c.id = u.case_id
LEFT JOIN casework_party p ON p.case_id = c.id
WHERE u.folded_subject LIKE %(like)s OR c.folded_subject LIKE %(like)s
   OR c.folded_number LIKE %(like)s OR p.folded_name LIKE %(like)s
   OR p.folded_kana LIKE %(like)s OR p.phone_digits LIKE %(tail)s
"""


def scan(asked: Question) -> list[int]:
    """Look through all rows in SQL written by hand, word by word, without order."""
    keys: set[int] | None = None
    for word in asked.words:
        values = {"like": f"%{word}%", "tail": f"%{asked.tail or 'x'}"}
        with connection.cursor() as cursor:
            cursor.execute(SCAN, values)
            hits = {row[0] for row in cursor.fetchall()}
        keys = hits if keys is None else keys & hits
    return sorted(keys or ())


def missed(staff: Staff) -> int:
    """Count the rows a walk over everything finds and the search does not."""
    rows = list(texts())
    n = 0
    for text in ASKED.values():
        asked = _read(text)
        keys = set(found(asked, staff=staff, on=ON).values_list("pk", flat=True))
        n += len(walk(text, rows) - keys)
    return n


def texts() -> Iterator[tuple[int, list[str], str]]:
    """Yield every unit: key, texts as typed but folded, digits of the phone."""
    for unit in Unit.objects.select_related("case").prefetch_related("case__parties"):
        own = [unit.subject or unit.case.subject, unit.case.number_text]
        parties = list(unit.case.parties.all())
        names = [text for party in parties for text in (party.name, party.kana)]
        phones = "".join(digits(party.phone) for party in parties)
        yield unit.pk, [fold(text) for text in own + names], phones


def walk(text: str, rows: list[tuple[int, list[str], str]]) -> set[int]:
    """Return the units that hold every word, or the phone."""
    words = [fold(word) for word in text.split()]
    tail = words[0] if len(words) == 1 and words[0].isdigit() else None
    return {
        pk
        for pk, held, phone in rows
        if all(any(word in text for text in held) for word in words)
        or (tail is not None and phone.endswith(tail))
    }


def _read(text: str) -> Question:
    asked = question(text)
    if asked is None:
        raise ValueError(text)
    return asked
