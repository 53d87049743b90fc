"""Rows that are typed: facts and findings, errors with their cell, gaps as links."""

from datetime import date

import pytest

from casework.findings import Finding
from tests.desk.grid_office import add, make_grid, text_of
from tests.desk.page_helpers import client_of, statements

pytestmark = pytest.mark.django_db


def test_row_is_saved_as_typed() -> None:
    office = make_grid(1)
    key = f"r{office.records()[0].pk}"
    form = office.form()
    for name, text in {
        "document_number": "2練総第1号",
        "title": "契約書",
        "made_on": "R2.4.1",
        "sheets": "１２枚",
        "medium": "紙",
        "third_party": "done",
        "outcome": "partial",
        "grounds": "1号、第7条第2号",
        "withheld_part": "氏名",
        "reason": "一行目\n二行目",
        "disclosable_on": "令和3年4月1日",
    }.items():
        form.set(f"{key}-{name}", text)

    office.send(form, "save")

    (record,) = office.records()
    assert (record.document_number, record.title) == ("2練総第1号", "契約書")
    assert (record.made_on, record.sheets) == (date(2020, 4, 1), 12)
    assert (record.medium, record.third_party) == ("紙", "done")
    assert office.finding(1) == Finding(
        outcome="partial",
        grounds=("personal", "corporate"),
        withheld_part="氏名",
        reason="一行目\n二行目",
        disclosable_on=date(2021, 4, 1),
    )


def test_untouched_grid_writes_nothing_and_a_second_sending_neither() -> None:
    office = make_grid(2)
    key = f"r{office.records()[0].pk}"
    form = office.form().set(f"{key}-reason", "一行目\n二行目")

    office.send(form, "save")
    versions = [record.version for record in office.records()]
    office.send(form, "save")
    office.send(office.form(), "save")

    assert versions == [2, 1]
    assert [record.version for record in office.records()] == versions


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("made_on", "R2.2.30", "R2.2.30"),
        ("sheets", "たくさん", "is no number of sheets"),
        ("title", " ", "Please write the name of the record."),
        ("grounds", "9号", "“9号” is not known."),
        ("disclosable_on", "いつか", "いつか"),
    ],
)
def test_wrong_cell_is_named_kept_and_linked(name: str, text: str, says: str) -> None:
    office = make_grid(2)
    first, second = office.records()
    cell = f"r{first.pk}-{name}"
    form = office.form().set(cell, text).set(f"r{second.pk}-outcome", "full")

    answer = office.send(form, "save")

    page = text_of(answer)
    assert f'<a href="#{cell}">' in page
    assert says in page
    assert page.index("<title>") < page.index("Error:") < page.index("</title>")
    # the other row stands on its own
    assert office.outcomes() == ["", "full"]
    assert office.records()[0].version == 1


def test_ground_beside_full_disclosure_is_refused_in_its_row() -> None:
    office = make_grid(1)
    key = f"r{office.records()[0].pk}"
    form = office.form().set(f"{key}-outcome", "full").set(f"{key}-grounds", "1号")

    answer = office.send(form, "save")

    assert office.outcomes() == [""]
    assert f'<a href="#{key}-grounds">' in text_of(answer)


def test_absence_kind_is_typed_among_the_grounds() -> None:
    office = make_grid(1)
    key = f"r{office.records()[0].pk}"
    form = office.form().set(f"{key}-outcome", "absent").set(f"{key}-grounds", "廃棄")

    office.send(form.set(f"{key}-reason", "理由"), "save")

    assert office.finding(1) == Finding(
        outcome="absent", absence_kind="retention_expired", reason="理由"
    )
    assert office.form().value(f"{key}-grounds") == "保存期間満了"


def test_each_gap_is_a_link_to_its_cell() -> None:
    office = make_grid(3)
    first, second, _third = office.records()

    form = office.form().set(f"r{first.pk}-outcome", "partial")
    answer = office.send(form.set(f"r{second.pk}-outcome", "absent"), "save")

    page = text_of(answer)
    for cell in (
        f"r{first.pk}-withheld_part",
        f"r{first.pk}-grounds",
        f"r{first.pk}-reason",
        f"r{second.pk}-grounds",
        f"r{second.pk}-reason",
    ):
        assert f'<a href="#{cell}">' in page
        assert f'id="{cell}"' in page
    assert "1 record not decided yet" in page


def test_complete_grid_leads_to_the_draft() -> None:
    office = make_grid(2)

    answer = office.apply("1-2", outcome="full")

    assert f'href="/units/{office.unit.pk}/draft/"' in text_of(answer)


def test_new_rows_are_added_once() -> None:
    office = make_grid(1)
    form = office.form()
    form.set("n1-title", "追加した文書").set("n1-sheets", "3")
    form.set("n3-title", "もう一つ").set("n3-third_party", "needed")

    office.send(form, "save")
    office.send(form, "save")

    titles = [record.title for record in office.records()]
    assert titles == ["文書1", "追加した文書", "もう一つ"]


def test_new_row_without_a_name_is_kept_and_named() -> None:
    office = make_grid(1)

    answer = office.send(office.form().set("n1-sheets", "3"), "save")

    assert len(office.records()) == 1
    page = text_of(answer)
    assert '<a href="#n1-title">' in page
    assert 'value="3"' in page


def test_sum_counts_every_outcome() -> None:
    office = make_grid(4)
    office.apply("1-2", outcome="full")

    page = text_of(office.client.get(office.url))
    sums = page[page.index('class="sums"') :].partition("</ul>")[0]

    figures = [part.partition("<")[0] for part in sums.split('number">')[1:]]
    # full, partial, non-disclosure, absent, refused, undecided, total
    assert figures == ["2", "0", "0", "0", "0", "2", "4"]


def test_record_is_removed_after_a_question() -> None:
    office = make_grid(2)
    first = office.records()[0]
    url = f"{office.url}{first.pk}/remove/"

    asked = office.client.get(url)
    office.client.post(url, {"version": first.version})

    assert "文書1" in text_of(asked)
    assert [record.title for record in office.records()] == ["文書2"]


def test_record_changed_meanwhile_is_not_removed() -> None:
    office = make_grid(1)
    (record,) = office.records()
    office.apply("1", outcome="full")

    answer = office.client.post(f"{office.url}{record.pk}/remove/", {"version": 1})

    assert len(office.records()) == 1
    assert "Nothing was overwritten" in text_of(answer)


def test_approver_reads_the_records_and_types_nothing() -> None:
    office = make_grid(2)
    client = client_of(office.cast.approver)

    page = text_of(client.get(office.url))
    refused = client.post(office.url, {"act": "save"})

    assert "文書2" in page
    assert 'id="grid"' not in page
    assert refused.status_code == 404


def test_page_asks_as_many_questions_for_many_rows_as_for_few() -> None:
    office = make_grid(1)
    counts = []
    for n_more in (0, 2, 30):
        titles = [f"別の文書{place}" for place in range(n_more)]
        add(office.unit, office.cast.division_staff, titles)
        with statements() as found:
            office.client.get(office.url)
        counts.append(len(found))

    assert counts[0] == counts[1] == counts[2]
