"""Random offices: five ledgers over several fiscal years, from a seed.

A *world* is what one fiscal year of one office looks like on one as-of date. The
years of an office stand in one database, so that a row that strays over 31 March
is seen. The dates crowd where mistakes live: both ends of the year, the leap
day, the as-of date and the day the act replaced the ordinance.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from tests.annual import oracle_words as words
from tests.annual.oracle import Office, Row, base_number, fiscal_year

FIRST_YEAR, LAST_YEAR = 2016, 2024
YEARS_PER_OFFICE = 6
DIVISIONS = {
    "区長": ("総務課", "道路課", "福祉課"),
    "教育委員会": ("学務課", "指導課", "施設課"),
    "選挙管理委員会": ("選挙課", "啓発課", "名簿課"),
    "監査委員": ("監査課", "検査課", "庶務課"),
    "農業委員会": ("農業課", "農地課", "振興課"),
    "議会": ("議事課", "調査課", "広報課"),
}
NO_ACT = "議会"
DECIDED = ("全部公開", "部分公開", "非公開", "不存在", "存否応答拒否", "却下")
HANDED_OVER = ("公開日", "写し枚数", "費用")
DETERMINATIONS = ("", "却下", "棄却", "認容", "一部認容", "取下げ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One office, its fiscal years and the as-of date each of them is read on.

    `office` is the truth. `mistyped` has the rows of public-records units whose
    ledger was wrong and was mended by a correcting decision; `redecided` the units
    that got a further decision after an appeal, which moves no figure.
    """

    seed: int
    office: Office
    views: dict[int, str]
    mistyped: dict[str, Row] = field(default_factory=dict)
    redecided: list[str] = field(default_factory=list)

    def rows(self, ledger: str) -> list[Row]:
        """Return the rows of a ledger as its file has them."""
        rows: list[Row] = getattr(self.office, ledger)
        if ledger != "disclosure":
            return rows
        return [self.mistyped.get(row["受付番号"], row) for row in rows]


def make_setting(seed: int) -> Setting:
    """Return the office of a seed: the same seed, the same rows."""
    rng = Random(seed)  # noqa: S311 - repeatable rows, no secret
    start = rng.randint(FIRST_YEAR, LAST_YEAR - YEARS_PER_OFFICE + 1)
    if seed % 2 == 0:  # every second office lives through the change of regime
        start = LAST_YEAR - YEARS_PER_OFFICE + 1
    years = range(start, start + YEARS_PER_OFFICE)
    office = Office()
    for year in years:
        if rng.random() < 0.1:
            continue
        office.disclosure.extend(_disclosure(rng, year))
        office.privacy.extend(_privacy(rng, year))
        office.board_sessions.extend(_sessions(rng, year))
        _add_figures(rng, year, office)
    for year in years:
        office.appeals.extend(_appeals(rng, year, office))
    office.voided.update(_voided(rng, office))
    return Setting(
        seed=seed,
        office=office,
        views={year: _as_of(rng, year, office) for year in years},
        mistyped={
            row["受付番号"]: _mistype(rng, row)
            for row in office.disclosure
            if row["決定区分"] in DECIDED and rng.random() < 0.1
        },
        redecided=[
            row["受付番号"]
            for row in office.disclosure
            if row["決定区分"] in DECIDED and rng.random() < 0.1
        ],
    )


# --- days --------------------------------------------------------------------


def day_in(rng: Random, year: int) -> str:
    """Return a day of a fiscal year, most often one at an edge."""
    first, last = date(year, 4, 1), date(year + 1, 3, 31)
    edges = [first, last, last, date(year, 12, 31), date(year + 1, 1, 1)]
    edges.append(date(year + 1, 3, 1) - timedelta(days=1))
    if rng.random() < 0.4:
        return rng.choice(edges).isoformat()
    return (first + timedelta(days=rng.randint(0, (last - first).days))).isoformat()


def day_after(rng: Random, received: str) -> str:
    """Return a decision day: the same day, some days on, or across an edge."""
    start = date.fromisoformat(received)
    year = fiscal_year(received)
    edges = [
        start,
        date(year + 1, 3, 31),
        date(year + 1, 4, 1),
        date(year + 1, 5, 31),
        date(year + 1, 6, 1),
    ]
    if rng.random() < 0.3:
        return rng.choice([day for day in edges if day >= start]).isoformat()
    return (start + timedelta(days=rng.randint(0, 90))).isoformat()


def _days_on(rng: Random, day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=rng.randint(0, 60))).isoformat()


def _as_of(rng: Random, year: int, office: Office) -> str:
    days = [
        f"{year + 1}-05-31",
        f"{year + 1}-03-31",
        f"{year + 1}-04-01",
        f"{year}-04-01",
        f"{year}-03-31",
        f"{year}-10-15",
        f"{year + 2}-07-01",
        (date(year + 1, 3, 1) - timedelta(days=1)).isoformat(),
    ]
    decided = [
        row["決定日"]
        for row in [*office.disclosure, *office.privacy]
        if row["決定日"] and fiscal_year(row["受付日"]) == year
    ]
    if decided and rng.random() < 0.3:
        day = date.fromisoformat(rng.choice(decided))
        return (day - timedelta(days=rng.randint(0, 1))).isoformat()
    return rng.choice([days[0], days[0], *days])


# --- requests ------------------------------------------------------------------


def _numbers(rng: Random, how_many: int) -> list[int]:
    """Return rising numbers with a gap here and there."""
    numbers, last = [], 0
    for _ in range(how_many):
        last += rng.choice([1, 1, 1, 2, 7])
        numbers.append(last)
    return numbers


def _branches(rng: Random, organ: str) -> list[str]:
    """Return one division per unit of a case."""
    n = rng.choice([1, 1, 1, 1, 2, 3])
    return rng.sample(DIVISIONS[organ], n)


def _ending(rng: Random, received: str, outcomes: list[str]) -> Row:
    outcome = rng.choice([*outcomes, ""])
    if outcome and rng.random() < 0.3:
        outcome = rng.choice(outcomes[:3])
    return {
        "決定区分": outcome,
        "決定日": day_after(rng, received) if outcome else "",
        "取下げ理由": "資料の提供を受けたため" if outcome == "取下げ" else "",
        "延長後期限": day_after(rng, received) if rng.random() < 0.2 else "",
    }


def _disclosure(rng: Random, year: int) -> list[Row]:
    if rng.random() < 0.05:
        return _sixteenths(rng, year)
    rows = []
    for number in _numbers(rng, rng.choice([0, 0, 1, 2, 3, 6, 10, 14])):
        received = day_in(rng, year)
        organ = rng.choice(list(DIVISIONS))
        for branch, division in enumerate(_branches(rng, organ), start=1):
            ending = _ending(rng, received, list(words.RECORDS_OUTCOMES))
            rows.append(
                {
                    "受付番号": words.number_label(year, number, branch),
                    "受付日": received,
                    "実施機関": organ,
                    "所管課": division,
                    "件名": f"文書その{number}",
                    **ending,
                    **_handed_over(rng, ending),
                    "非公開理由": _named(rng, ending["決定区分"], list(words.GROUNDS)),
                }
            )
    return rows


def _sixteenths(rng: Random, year: int) -> list[Row]:
    """Return sixteen decided units: an odd number disclosed gives a rate on .x5."""
    disclosed = rng.choice([1, 5, 9, 13])
    return [
        {
            "受付番号": words.number_label(year, number, 1),
            "受付日": f"{year}-04-01",
            "実施機関": "区長",
            "所管課": "総務課",
            "件名": f"文書その{number}",
            "決定区分": "全部公開" if number <= disclosed else "却下",
            "決定日": f"{year}-04-01",
            "非公開理由": "",
        }
        for number in range(1, 17)
    ]


def _handed_over(rng: Random, ending: Row) -> Row:
    if ending["決定区分"] not in ("全部公開", "部分公開") or rng.random() < 0.5:
        return {}
    day = date.fromisoformat(ending["決定日"]) + timedelta(days=rng.randint(0, 40))
    return dict(zip(HANDED_OVER, (day.isoformat(), "12", "120"), strict=True))


def _named(rng: Random, outcome: str, grounds: list[str]) -> str:
    """Return the grounds of a refusal: none, some, one repeated, or reasons."""
    if outcome == "存否応答拒否":
        return rng.choice(["", rng.choice(grounds)])
    if outcome not in ("部分公開", "非公開", "部分開示", "非開示"):
        return ""
    if rng.random() < 0.15:
        return rng.choice(words.NOT_GROUNDS)
    named = rng.sample(grounds, rng.choice([1, 1, 1, 2, 3]))
    if rng.random() < 0.2:
        named.append(rng.choice(words.NOT_GROUNDS))
    if rng.random() < 0.2:
        named.append(named[0])
    return ";".join(named)


def _mistype(rng: Random, row: Row) -> Row:
    """Return a row whose outcome and grounds were entered wrongly."""
    outcome = rng.choice([end for end in DECIDED if end != row["決定区分"]])
    named = _named(rng, outcome, list(words.GROUNDS))
    wrong = {**row, "決定区分": outcome, "非公開理由": named}
    return {key: wrong[key] for key in wrong if key not in HANDED_OVER}


def _privacy(rng: Random, year: int) -> list[Row]:
    rows = []
    act = year >= words.FIRST_YEAR_OF_THE_ACT
    kinds = [*(words.ACT_KINDS if act else words.OLD_KINDS), "disclosure", "disclosure"]
    written = {key: label for label, key in words.REQUEST_KINDS.items()}
    organs = [organ for organ in DIVISIONS if not (act and organ == NO_ACT)]
    grounds = list(words.NOT_GROUNDS) if act else list(words.GROUNDS)
    for number in _numbers(rng, rng.choice([0, 0, 1, 2, 4, 8, 12])):
        received = day_in(rng, year)
        organ = rng.choice(organs)
        kind = rng.choice(kinds)
        outcomes = list(
            words.SELF_INFO_OUTCOMES
            if kind == "disclosure"
            else words.CORRECTION_OUTCOMES
        )
        for branch, division in enumerate(_branches(rng, organ), start=1):
            ending = _ending(rng, received, outcomes)
            del ending["取下げ理由"]
            rows.append(
                {
                    "受付番号": words.number_label(year, number, branch),
                    "受付日": received,
                    "請求の種類": written[kind],
                    "実施機関": organ,
                    "所管課": division,
                    "件名": f"自己情報その{number}",
                    **ending,
                    "不開示理由": _named(rng, ending["決定区分"], grounds),
                }
            )
    return rows


# --- appeals, board sessions, figures ------------------------------------------


def _appeals(rng: Random, year: int, office: Office) -> list[Row]:
    rows = []
    for number in _numbers(rng, rng.choice([0, 0, 1, 1, 2, 4, 11])):
        lodged = day_in(rng, year)
        system = rng.choice(["公文書", "自己情報"])
        rows.append(
            {
                "審査請求番号": words.number_label(year, number, 1),
                "審査請求日": lodged,
                "制度": system,
                **_contested(rng, system, lodged, office),
                **_board(rng, lodged),
            }
        )
    return rows


def _contested(rng: Random, system: str, lodged: str, office: Office) -> Row:
    """Return what an appeal is about: a known number, an unknown one, a kind."""
    requests = office.disclosure if system == "公文書" else office.privacy
    known = [row for row in requests if row["受付日"] <= lodged]
    row = rng.choice(known) if known and rng.random() < 0.6 else None
    kind = ""
    if system == "自己情報" and (row is None or rng.random() < 0.3):
        kind = row["請求の種類"] if row else _kind_of_day(rng, lodged)
    number = row["受付番号"] if row else rng.choice(["", "令和2年度 第9876号"])
    return {"原処分の受付番号": number, "請求の種類": kind}


def _kind_of_day(rng: Random, day: str) -> str:
    if rng.random() < 0.1:
        return ""  # the ledger does not tell
    written = {key: label for label, key in words.REQUEST_KINDS.items()}
    act = fiscal_year(day) >= words.FIRST_YEAR_OF_THE_ACT
    kinds = words.ACT_KINDS if act else words.OLD_KINDS
    return written[rng.choice([*kinds, "disclosure"])]


def _board(rng: Random, lodged: str) -> Row:
    if rng.random() < 0.5:
        return {"裁決区分": "", "裁決日": ""}
    referred = _days_on(rng, lodged)
    reported = _days_on(rng, referred)
    outcome = rng.choice(DETERMINATIONS)
    return {
        "諮問日": referred,
        "答申日": reported,
        "答申の内容": rng.choice(["原処分妥当", "一部取消", "取消"]),
        "裁決区分": outcome,
        "裁決日": _days_on(rng, reported) if outcome else "",
    }


def _sessions(rng: Random, year: int) -> list[Row]:
    return [
        {"会議体": body, "回": str(number), "開催日": day_in(rng, year)}
        for body in words.BODIES
        for number in _numbers(rng, rng.choice([0, 1, 2, 9, 13]))
    ]


def _add_figures(rng: Random, year: int, office: Office) -> None:
    keys = [key for row in words.PLAZA.items() for key in (row[0], row[1][2]) if key]
    for key in keys:
        how = rng.choice(["year", "year", "days", "none"])
        if how == "year":
            value = rng.choice([0, 7, 13, 14, 118, 1000, 10189, 1234567])
            office.figures.append({"年度": str(year), "項目": key, "値": str(value)})
        if how == "days":
            for day in sorted({day_in(rng, year) for _ in range(4)}):
                value = rng.choice([0, 3, 60])
                row = {"年度": str(year), "項目": key, "日": day, "値": str(value)}
                office.daily.append(row)


def _voided(rng: Random, office: Office) -> set[tuple[str, str]]:
    numbers = {("disclosure", base_number(r["受付番号"])) for r in office.disclosure}
    numbers |= {("privacy", base_number(r["受付番号"])) for r in office.privacy}
    numbers |= {("appeals", base_number(r["審査請求番号"])) for r in office.appeals}
    return {entry for entry in sorted(numbers) if rng.random() < 0.06}
