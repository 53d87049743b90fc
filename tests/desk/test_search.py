"""The search finds all that a walk over every row would find, and shows it right."""

import re
import unicodedata
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from casework import folding
from casework.intake import PartyFacts
from casework.models import PartyRole, Unit
from casework.search import found, question
from desk.search_page import marked
from offices.models import Staff
from tests.annual.reading import Page
from tests.desk.page_helpers import client_of, numbers, statements, stop_clock
from tests.desk.role_play import everybody
from tests.desk.role_table import PEOPLE
from tests.desk.role_world import make_world, mark
from tests.desk.test_role_lists import visible_by_page
from tests.factories.cases import end, intake, make_branch, make_unit, numbered
from tests.factories.cast import make_cast, make_office

pytestmark = pytest.mark.django_db

TODAY = date(2020, 9, 1)
SURNAMES = ("髙橋", "山﨑", "渡邉", "齋藤", "豊玉", "中村", "桜台", "大泉")
GIVEN = ("花子", "太郎", "ﾊﾅｺ", "はなこ", "Ｍａｒｉｅ", "一")
KANA = ("ﾀｶﾊｼ ﾊﾅｺ", "やまざき　たろう", "ワタナベ", "サイトウ　キョウコ", "")
TOPICS = (
    "道路台帳",
    "橋の点検",
    "ｺﾋﾟｰ代",
    "サーバー更新",
    "令和２年〜３年の記録",
    "公園",
)
PHONES = ("03-3993-1111", "０９０−１２３４−５６７８", "03ー5984ー2222", "")
# another hand than the product's: what is typed for what is stored
LARGE = str.maketrans("ぁぃぅぇぉっゃゅょ", "あいうえおつやゆよ")
SAME = str.maketrans(
    {"髙": "高", "﨑": "崎", "邉": "辺", "邊": "辺", "齋": "斉", "斎": "斉", "澤": "沢"}
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    stop_clock(monkeypatch, TODAY)


@pytest.fixture
def officer() -> Client:
    return client_of(make_cast().records_officer)


def dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - invented people, no secrets


def person(name: str, *, kana: str = "", phone: str = "") -> tuple[PartyFacts, ...]:
    facts = PartyFacts(role=PartyRole.REQUESTER, name=name, kana=kana, phone=phone)
    return (facts,)


def made(
    number: int, subject: str, name: str = "", *, kana: str = "", phone: str = ""
) -> Unit:
    """Open a case of this number."""
    facts = numbered(intake(subject=subject), number)
    parties = person(name, kana=kana, phone=phone) if name else ()
    return make_unit(replace(facts, parties=parties))


def look(client: Client, text: str) -> Page:
    """Send the box and read what comes."""
    answer = client.post(reverse("desk:search"), {"q": text}, follow=True)
    assert answer.status_code == 200
    return Page(answer.content.decode())


def level(text: str) -> str:
    """Fold by other means than the product: one writing of what is the same."""
    text = unicodedata.normalize("NFKC", text).translate(SAME)
    text = re.sub(r"[‐‑‒–—―−ー-]", "-", text).replace("〜", "~")
    kana = (chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)
    text = "".join(kana).translate(
        str.maketrans("ぁぃぅぇぉっゃゅょ", "あいうえおつやゆよ")
    )
    return re.sub(r"\s", "", text).lower()


def scan(word: str) -> set[int]:
    """Walk over every unit: the oracle of the search."""
    hits = set()
    for unit in Unit.objects.select_related("case"):
        texts = [unit.subject_text, unit.case.number_text]
        for party in unit.case.parties.all():
            texts += [party.name, party.kana]
            digits = re.sub(r"\D", "", unicodedata.normalize("NFKC", party.phone))
            if re.fullmatch(r"\d{4,}", level(word)) and digits.endswith(level(word)):
                hits.add(unit.pk)
        if any(level(word) in level(text) for text in texts):
            hits.add(unit.pk)
    return hits


def rewritten(rng: Random, word: str) -> str:
    """Write a word as somebody else would."""
    ways = (
        lambda text: text,
        lambda text: text.translate(SAME),
        lambda text: unicodedata.normalize("NFKC", text),
        lambda text: "".join(
            chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text
        ),
        lambda text: re.sub("[‐−ー-]", rng.choice("-－−‐"), text),
        lambda text: text.upper(),
        lambda text: "　".join(text) if len(text) < 3 and text.isalpha() else text,
    )
    return rng.choice(ways)(word)


def words_of(rng: Random) -> list[str]:
    """Cut words of one to five characters out of the texts, each rewritten."""
    texts = (*SURNAMES, *GIVEN, *filter(None, KANA), *TOPICS, "なし", "令和2年度 第1")
    words = []
    for text in texts:
        for _ in range(4):
            start = rng.randrange(len(text))
            word = text[start : start + rng.randrange(1, 6)].strip()
            words.append(rewritten(rng, word))
    tails = [folding.digits(phone)[-n:] for phone in PHONES if phone for n in (4, 6, 8)]
    return [word for word in words if word] + tails


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_missed_that_a_walk_over_all_rows_finds(seed: int) -> None:
    cast = make_cast()
    rng = dice(seed)
    for number in range(1, 41):
        name = rng.choice(SURNAMES) + rng.choice(("", "　")) + rng.choice(GIVEN)
        unit = made(
            number,
            rng.choice(TOPICS),
            name,
            kana=rng.choice(KANA),
            phone=rng.choice(PHONES),
        )
        if rng.random() < 0.3:
            make_branch(unit, division=make_office().roads)
    words = words_of(rng)

    missed = {}
    for word in words:
        asked = question(word)
        if asked is None or len(asked.words) > 1:
            continue
        hits = set(
            found(asked, staff=cast.records_officer, on=TODAY).values_list(
                "pk", flat=True
            )
        )
        if scan(word) - hits:
            missed[word] = scan(word) - hits

    assert missed == {}
    assert sum(bool(scan(word)) for word in words) > 50


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("高橋", 1),
        ("髙橋　花子", 1),
        ("はなこ", 1),
        ("ﾀｶﾊｼ", 1),
        ("1111", 1),
        ("3993-1111", 1),
        ("０３ー３９９３ー１１１１", 1),
        ("道路", 1),
        ("ﾄﾞｳﾛ", 1),
        ("第2号", 2),
        ("令和2年度第2号", 2),
        ("R2-2", 2),
        ("コピー", 2),
        ("高橋 道路", 1),
        ("100%", 3),
        ("a_b", 3),
    ],
)
def test_case_is_found_however_it_is_written(
    officer: Client, typed: str, number: int
) -> None:
    made(1, "道路（ドウロ）台帳", "髙橋 ﾊﾅｺ", kana="タカハシ", phone="03−3993−1111")
    unit = Unit.objects.get()
    party = unit.case.parties.get()
    party.name = "髙橋 花子（ﾊﾅｺ）"
    party.save()
    made(2, "ｺﾋﾟｰ代", "中村 一", phone="090-1234-5678")
    made(3, "100%削減 a_b", "桜台 太郎")

    page = look(officer, typed)

    assert numbers(page)[0].startswith(f"令和2年度 第{number}号")
    assert len(numbers(page)) == 1


def test_right_hit_comes_first(officer: Client) -> None:
    made(5, "7号棟の図面", "大泉 一")
    made(7, "公園", "中村 太郎")
    made(17, "公園", "中村橋 花子")
    made(8, "中村の記録", "桜台 一")
    made(9, "公園", "北中村 一")
    end(made(10, "公園", "中村 次郎"), "full")
    made(11, "公園", "中村")

    by_number = numbers(look(officer, "7"))
    by_name = numbers(look(officer, "中村"))

    assert by_number[0].startswith("令和2年度 第7号")
    order = [int(re.findall(r"第(\d+)号", text)[0]) for text in by_name]
    assert order == [11, 17, 7, 10, 9, 8]


def test_branch_is_found_by_its_number(officer: Client) -> None:
    unit = made(4, "公園", "中村")
    make_branch(unit, division=make_office().roads)

    assert len(numbers(look(officer, "第4号"))) == 2
    assert len(numbers(look(officer, "R2-4の2"))) == 1


def test_match_is_marked_in_the_text_as_typed_and_escaped(officer: Client) -> None:
    made(1, "<b>髙﨑</b>の道路", "髙﨑 花子", kana="ﾀｶｻｷ")

    answer = officer.post(reverse("desk:search"), {"q": "高崎"}, follow=True)
    text = answer.content.decode()

    assert "&lt;b&gt;<mark>髙﨑</mark>&lt;/b&gt;の道路" in text
    assert "<b>髙" not in text


def test_marks_lose_nothing_of_the_text() -> None:
    pieces = marked("㈱髙﨑 ﾊﾅｺ", ["高崎はな", "株"])

    assert pieces == [("㈱髙﨑 ﾊﾅ", True), ("ｺ", False)]


def test_address_never_holds_what_was_typed(officer: Client) -> None:
    made(1, "公園", "中村 花子")

    answer = officer.post(reverse("desk:search"), {"q": "中村"})
    again = officer.get(answer["Location"])

    assert re.fullmatch(r"/search/\?s=[\w-]+", answer["Location"])
    assert numbers(Page(again.content.decode()))
    assert officer.get("/search/?q=中村").content.decode().count("<mark>") == 0


def test_search_of_another_session_is_not_shown(officer: Client) -> None:
    made(1, "公園", "中村 花子")
    address = officer.post(reverse("desk:search"), {"q": "中村"})["Location"]
    other = client_of(Staff.objects.get(login="approver"))

    page = Page(other.get(address).content.decode())

    assert numbers(page) == []
    assert "notkeptanymore" in page.text
    assert "中村" not in page.text


def test_old_searches_are_forgotten(officer: Client) -> None:
    first = officer.post(reverse("desk:search"), {"q": "中村"})["Location"]
    for number in range(25):
        officer.post(reverse("desk:search"), {"q": f"語{number}"})

    assert "not kept any more" in officer.get(first).content.decode()
    assert len(officer.session["searches"]) == 20


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("豊王", "豊玉"),
        ("道路台張", "道路台帳"),
        ("サバー", "サーバー"),
        ("中中村", "中村"),
    ],
)
def test_word_that_is_there_is_offered_when_nothing_is_found(
    officer: Client, typed: str, meant: str
) -> None:
    made(1, "道路台帳", "豊玉 花子")
    made(2, "サーバー更新", "中村 太郎")

    answer = officer.post(reverse("desk:search"), {"q": typed}, follow=True)
    offered = re.findall(r'name="q" value="([^"]*)"', answer.content.decode())

    assert meant in offered
    assert numbers(look(officer, meant)) != []


def test_division_is_offered_no_name(officer: Client) -> None:
    made(1, "道路台帳", "豊玉 花子")
    division = client_of(Staff.objects.get(login="division_staff"))

    answer = division.post(reverse("desk:search"), {"q": "豊王"}, follow=True)

    assert "豊玉" not in answer.content.decode()
    assert "豊玉" in look(officer, "豊王").text


@pytest.mark.parametrize("typed", ["", "　", "\u200b"])
def test_nothing_typed_is_answered_with_what_to_do(officer: Client, typed: str) -> None:
    answer = officer.post(reverse("desk:search"), {"q": typed}, follow=True)

    assert "Please write what you look for" in answer.content.decode()


def test_pages_of_many_hits_follow_each_other(officer: Client) -> None:
    for number in range(1, 61):
        made(number, "公園")
    address = officer.post(reverse("desk:search"), {"q": "公園"})["Location"]

    first = numbers(Page(officer.get(address).content.decode()))
    second = numbers(Page(officer.get(address + "&page=2").content.decode()))
    beyond = numbers(Page(officer.get(address + "&page=99").content.decode()))

    assert (len(first), len(second)) == (50, 10)
    assert not set(first) & set(second)
    assert beyond == first


def test_statements_do_not_grow_with_the_hits(officer: Client) -> None:
    made(1, "公園", "中村 花子")
    address = officer.post(reverse("desk:search"), {"q": "中村"})["Location"]
    with statements() as few:
        officer.get(address)
    for number in range(2, 31):
        made(number, "公園", "中村 花子")

    with statements() as many:
        page = Page(officer.get(address).content.decode())

    assert len(numbers(page)) == 30
    # three are those of every page: session, person, grants; one the closing days
    assert len(few) == len(many) <= 3 + 4


def test_everybody_finds_by_the_words_they_may_know_and_no_other() -> None:
    world = make_world()
    pages = visible_by_page()
    sees_requester = {"records_officer": pages["records_officer"]}
    sees_requester["board_secretariat"] = pages["board_secretariat"]
    without_words = {"statistics_manager", "auditor", "sysadmin", "stranger"}

    for name, client in everybody(world).items():
        for thing, unit in world.units.items():
            marks = "shared" if thing.startswith("shared") else thing
            by_name = things(client, mark("requester", marks), unit)
            by_subject = things(client, mark("subject", thing), unit)

            assert by_name == (thing in sees_requester.get(name, set())), (name, thing)
            may_read = thing in pages[name] and name not in without_words
            assert by_subject == may_read, (name, thing)
    assert set(pages) == set(PEOPLE.values())


def things(client: Client, text: str, unit: Unit) -> bool:
    """Tell whether a search leads to a unit."""
    answer = client.post(reverse("desk:search"), {"q": text}, follow=True)
    return f'href="/units/{unit.pk}/"' in answer.content.decode()
