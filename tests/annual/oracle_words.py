"""What the annual tables say, typed from the printed page and its rules.

Nothing here is taken from a pack or from the product: labels, captions and
sentences are written a second time, by hand, so that a mistake in the product's
own data cannot hide behind itself.
"""

Labels = dict[str, str]

RECORDS_OUTCOMES: Labels = {
    "全部公開": "full",
    "部分公開": "partial",
    "非公開": "non_disclosure",
    "不存在": "absent",
    "存否応答拒否": "existence_refused",
    "取下げ": "withdrawn",
    "却下": "inadmissible",
    "移送": "transferred",
}
SELF_INFO_OUTCOMES: Labels = {
    "全部開示": "full",
    "部分開示": "partial",
    "非開示": "non_disclosure",
    "不存在": "absent",
    "存否応答拒否": "existence_refused",
    "取下げ": "withdrawn",
    "却下": "inadmissible",
    "移送": "transferred",
}
CORRECTION_OUTCOMES: Labels = {
    "応じる(全部)": "accepted_full",
    "応じる(一部)": "accepted_partial",
    "応じられない": "rejected",
    "取下げ": "withdrawn",
    "却下": "inadmissible",
    "移送": "transferred",
}
EXTRA_LABELS: Labels = {
    "inadmissible": "却下",
    "transferred": "移送",
    "pending": "処理中",
}
CORRECTION_COLUMNS: tuple[tuple[str, str, str | None], ...] = (
    ("accepted_full", "全部", "応じる"),
    ("accepted_partial", "一部", "応じる"),
    ("rejected", "応じられない", None),
    ("withdrawn", "取下げ", None),
)
GROUNDS: Labels = {
    "personal": "個人に関する情報で、特定の個人が識別され得るもの",
    "corporate": "法人等に関する情報で、法人等の正当な利益を害するもの",
    "public_safety": "公共の安全と秩序の維持に支障が生じる恐れがあるもの",
    "deliberation": (
        "審議・検討・協議に関する情報で、"
        "意思決定の中立性が不当に損なわれるなどの恐れがあるもの"
    ),
    "operations": "事務事業の適正な遂行に支障を及ぼす恐れがあるもの",
    "legal": "法令等の規定によって公開できないもの",
    "other_system": "他の制度との調整が必要なもの",
}
NOT_GROUNDS = ("formal_defect", "abuse_of_right", "not_a_record", "other_law")
SEVERAL_GROUNDS = "注：同一公文書に複数の理由が含まれている場合がある。"

# 請求の種類 as a privacy ledger writes it → key
REQUEST_KINDS: Labels = {
    "開示請求": "disclosure",
    "訂正・削除請求": "correction_deletion",
    "目的外利用中止請求": "purpose_use_cessation",
    "外部提供中止請求": "provision_cessation",
    "訂正請求": "correction",
    "利用停止請求": "use_suspension",
}
# how the sentence of T03 names what an appeal was about
APPEAL_KINDS: Labels = {
    "disclosure": "開示",
    "correction_deletion": "訂正・削除",
    "purpose_use_cessation": "目的外利用の中止",
    "provision_cessation": "外部提供の中止",
    "correction": "訂正",
    "use_suspension": "利用停止",
}
OLD_KINDS = ("correction_deletion", "purpose_use_cessation", "provision_cessation")
ACT_KINDS = ("correction", "use_suspension")
FIRST_YEAR_OF_THE_ACT = 2023

BODIES: Labels = {
    "advisory_council": "練馬区情報公開および個人情報保護運営審議会",
    "review_board": "練馬区情報公開および個人情報保護審査会",
}
# row → label, first figure and its unit, figure in brackets and its unit
PLAZA: dict[str, tuple[str, str, str | None, str | None]] = {
    "visitors": ("区民情報ひろば利用者数", "人", None, None),
    "internet_users": ("インターネット利用者数", "人", None, None),
    "open_shelf_items": (
        "区政資料等開架点数（貸出数）",
        "点",
        "open_shelf_loans",
        "件",
    ),
    "paid_publications": (
        "有償刊行物取扱点数（販売数）",
        "点",
        "paid_publication_sales",
        "件",
    ),
}
STOCKS = ("open_shelf_items", "paid_publications")
# since when the printed list of prices is known to hold
PRICES_SINCE = "2021-03-01"
PRICES: dict[str, tuple[str, int]] = {
    "kuho_reduced_r1": ("ねりま区報縮刷版（令和元年版）", 1300),
    "bridge_to_peace_1": ("平和への架け橋　上巻", 1000),
    "bridge_to_peace_2": ("平和への架け橋　下巻", 1000),
    "yearbook_r1": ("練馬区統計書（令和元年版）", 1000),
    "outline_r2": ("練馬区勢概要（令和２年版）", 1700),
    "anniversary_70": ("練馬区独立 70周年記念誌　くるりとねりま", 1700),
    "nerima_60": ("ねりま 60", 2500),
    "short_history": ("練馬区小史", 1100),
    "history_narrative": ("練馬区史　歴史編", 8300),
    "history_current": ("練馬区史　現勢編", 9800),
    "history_current_sources": ("練馬区史　現勢資料編", 6400),
    "nerima_daikon": ("練馬の伝統野菜　練馬大根", 900),
    "genki_gohan": ("練馬発わかわかかむかむ元気ごはん", 300),
    "dream_factory": ("夢の工場　ねりま・映画・ものがたり", 1300),
}

_WIDE = dict(zip("0123456789", "０１２３４５６７８９", strict=True))


def half(number: int) -> str:
    """1 → 1, 3102 → 3,102."""
    digits = str(number)
    groups: list[str] = []
    while len(digits) > 3:
        groups.insert(0, digits[-3:])
        digits = digits[:-3]
    return ",".join([digits, *groups])


def full1(number: int) -> str:
    """8 → ８, 12 → 12: a single digit is full-width."""
    text = half(number)
    return _WIDE[text] if len(text) == 1 else text


def era_year(year: int) -> tuple[str, int]:
    """2018 → 平成, 30; 2019 → 令和, 1. As fiscal years are labelled."""
    return ("平成", year - 1988) if year < 2019 else ("令和", year - 2018)


def fiscal_label(year: int) -> str:
    """2020 → 令和２年度, 2019 → 令和元年度, 2018 → 平成30年度."""
    era, number = era_year(year)
    return f"{era}{'元' if number == 1 else full1(number)}年度"


def number_label(year: int, number: int, branch: int) -> str:
    """令和2年度 第123号, its second unit 令和2年度 第123号の2."""
    era, n = era_year(year)
    base = f"{era}{'元' if n == 1 else n}年度 第{number}号"
    return base if branch == 1 else f"{base}の{branch}"


def day_label(iso: str) -> str:
    """2020-09-01 → 令和2年9月1日, 2019-04-30 → 平成31年4月30日."""
    year, month, day = (int(part) for part in iso.split("-"))
    new = iso >= "2019-05-01"
    number = year - 2018 if new else year - 1988
    era = "令和" if new else "平成"
    return f"{era}{'元' if number == 1 else number}年{month}月{day}日"


def month_label(stock_on: str) -> str:
    """2021-03-31 → 令和3年 3月現在, 2019-03-31 → 平成31年 3月現在."""
    year, month, _ = stock_on.split("-")
    if stock_on < "2019-05-01":
        era, number = "平成", int(year) - 1988
    else:
        era, number = "令和", int(year) - 2018
    return f"{era}{'元' if number == 1 else number}年 {int(month)}月現在"


def percent(part: int, whole: int) -> str:
    """Round half up to one decimal, in whole numbers only: 2774, 2797 → 99.2."""
    tenths = (part * 1000 * 2 + whole) // (whole * 2)
    return f"{tenths // 10}.{tenths % 10}"


def listing(names: list[str]) -> str:
    """「不存在」と「取下げ」; from three on 「不存在」、「取下げ」と「処理中」."""
    quoted = [f"「{name}」" for name in names]
    return "、".join(quoted[:-1]) + "と" + quoted[-1]
