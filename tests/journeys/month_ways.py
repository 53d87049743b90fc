"""Each act of the month's plan, as it is done on a page."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page, expect

from tests.journeys.month_office import Month
from tests.journeys.month_plan import ORGANS
from tests.journeys.month_steps import Asked, Step, day
from tests.journeys.week_office import FIRST, Person, fill, press

HEADINGS = "文書名\t決定区分\t根拠\t公開しない部分\t理由文\t廃棄年月日"
ROWS = {
    "full": ("全部公開", "", "", "", ""),
    "partial": ("部分公開", "1号", "2頁の氏名", "個人の氏名であるため", ""),
    "corporate": ("部分公開", "2号", "3頁の単価", "法人の情報であるため", ""),
    "corporate whole": ("非公開", "2号", "", "法人の情報であるため", ""),
    "withheld": ("非公開", "5号", "", "検査に支障があるため", ""),
    "absent": ("不存在", "作成していない", "", "作成していないため", ""),
    "destroyed": ("不存在", "保存期間満了", "", "廃棄したため", "2026-04-24"),
    "refused": ("存否応答拒否", "1号", "", "答えるだけで分かるため", ""),
}


def rows(kind: str) -> str:
    """Return decided records as a spreadsheet pastes them."""
    times = 2 if kind.endswith("twice") else 1
    kind = kind.removesuffix(" twice")
    lines = [
        "\t".join((f"文書その{place}", *ROWS[kind])) for place in range(1, times + 1)
    ]
    return "\n".join([HEADINGS, *lines])


def judge(month: Month, unit: int, kind: str) -> None:
    """Paste decided records."""
    officer = month.officer
    path = f"/units/{unit}/records/paste/"
    officer.on(path, "act", "look", text=rows(kind))
    press(officer.page, officer.page.locator("main button[value=take]"))
    officer.is_at(f"/units/{unit}/records/")
    month.judged.add(unit)


def decide(month: Month, unit: int, asked: Asked, step: Step) -> None:
    """Judge the records and record the approval of the document system."""
    if step.what != "as prepared" and unit not in month.judged:
        judge(month, unit, step.what)
    number = f"決裁第{asked.number}号の{step.branch}"
    if step.refused:
        not_confirmed(month, unit, number)
        return
    more = {"alive_confirmed": FIRST} if step.what == "destroyed" else {}
    page = decided(month, unit, number, **more)
    expect(page.locator("main .error-summary")).to_have_count(0)


def not_confirmed(month: Month, unit: int, number: str) -> None:
    """Hold that a record destroyed while it was asked for wants a word."""
    month.officer.visitor.expects_refusal = True
    page = decided(month, unit, number)
    expect(page.locator("main .error-summary").first).to_be_visible()
    month.officer.visitor.expects_refusal = False


def decided(month: Month, unit: int, number: str, **fields: str) -> Page:
    """Send the form of an approval of the document system."""
    on = month.today.isoformat()
    month.officer.on(
        f"/units/{unit}/draft/",
        "act",
        "decide",
        number=number,
        approved_on=on,
        approver_name="部長 甲野",
        decided_on=on,
        **fields,
    )
    return month.officer.page


def draft(month: Month, unit: int, _asked: Asked, step: Step) -> None:
    """Judge the records and draft."""
    judge(month, unit, step.what)
    month.person("board_staff").draft(unit)


def concur(month: Month, unit: int, _asked: Asked, _step: Step) -> None:
    """Concur in a draft."""
    month.officer.step(unit, "concur")


def approve(month: Month, unit: int, _asked: Asked, _step: Step) -> None:
    """Approve a draft."""
    on = month.today.isoformat()
    month.person("board_head").step(unit, "approve", decided_on=on)


Typed = dict[str, str | list[str]]
DECISIONS = ("full", "partial", "non_disclosure", "absent", "existence_refused")
Fields = Callable[[Asked, Step], Typed]
Way = Callable[[Month, int, Asked, Step], None]


def by_form(code: str, fields: Fields) -> Way:
    """Return how an act is done on its form, or turned down there."""

    def way(month: Month, unit: int, asked: Asked, step: Step) -> None:
        typed = fields(asked, step)
        if step.refused:
            month.turned_down(unit, code, **typed)
        else:
            month.officer.act(unit, code, **typed)

    return way


def on_day(name: str) -> Fields:
    """Return the fields of an act that wants its day only."""
    return lambda _asked, step: {name: step.on.isoformat()}


def written(text: str) -> str:
    """Return a day of the plan as it is typed."""
    return day(text).isoformat()


def withdrawal(_asked: Asked, step: Step) -> Typed:
    """Say that a paper arrived."""
    return {"is_written": FIRST, "arrived_on": step.on.isoformat()}


def contact(_asked: Asked, step: Step) -> Typed:
    """Say what was said on the telephone."""
    return {
        "had_on": step.on.isoformat(),
        "counterpart": "requester",
        "means": "phone",
        "text": "電話で相談した",
    }


def correction(_asked: Asked, step: Step) -> Typed:
    """Say what should have been typed."""
    return {
        "outcome": "partial",
        "decided_on": step.on.isoformat(),
        "grounds": ["operations", "personal"],
        "reason": "決定区分の入力を誤った",
    }


def redecision(asked: Asked, step: Step) -> Typed:
    """Say what holds from now on."""
    on = step.on.isoformat()
    return {
        "basis": "favour",
        "outcome": "partial",
        "partly_records": FIRST,
        "grounds": ["personal"],
        "withheld_part": "2頁の氏名",
        "record_reason": "個人の氏名であるため",
        "reason": "検査が終わり、支障がなくなったため",
        "decided_on": on,
        "number": f"変更決裁第{asked.number}号",
        "approved_on": on,
        "approver_name": "部長 甲野",
    }


def redate(month: Month, _unit: int, _asked: Asked, _step: Step) -> None:
    """Close the office on a day and apply what that moves."""
    page = month.officer.visitor.open("/closures/")
    form = page.locator("main form[method=post]").last
    fill(
        form,
        {
            "first_on": "2026-05-28",
            "name": "設備の点検",
            "source": "臨時閉庁の告示",
            "reason": "庁舎の設備の点検で閉庁するため",
        },
    )
    press(page, form.locator(".button--primary"))
    press(page, page.locator("main button[name=confirm]"))


def assignment(_asked: Asked, step: Step) -> Typed:
    """Say which division has it, and who."""
    return {"division": step.what, "handler": "学務 職員"}


def transfer(month: Month, _unit: int, asked: Asked, step: Step) -> None:
    """Give a request to the organ of a division, as a whole or in part."""
    division, _, part = step.what.partition(" ")
    on = step.on.isoformat()
    fields: Typed = {
        "to_organ": ORGANS[division],
        "agreed_on": on,
        "transferred_on": on,
        "reason": "他の実施機関の所管に属するため",
    }
    if part:
        fields["subject"] = f"第{asked.number}の文書のうち学校に係るもの"
    month.officer.act(month.units[asked.number, 1], "transfer", **fields)
    if part:
        case = month.cases[asked.number]
        month.units[asked.number, step.branch] = newest_branch(
            month.officer, case, month.units[asked.number, 1]
        )


def newest_branch(officer: Person, case: int, unit: int) -> int:
    """Return the unit that was split off."""
    page = officer.visitor.open(f"/cases/{case}/")
    links = page.locator("main a[href^='/units/']").all()
    found = {int(str(link.get_attribute("href")).split("/")[2]) for link in links}
    return max(found - {unit})


def order(_asked: Asked, step: Step) -> Typed:
    """Order a supplementation in writing."""
    return {
        "is_written": FIRST,
        "ordered_on": step.on.isoformat(),
        "answer_by_on": written(step.what),
        "matter": "どの年度の文書かを書いてください",
    }


def answer(_asked: Asked, step: Step) -> Typed:
    """Say when the answer arrived, and which day stands on it."""
    return {"arrived_on": step.on.isoformat(), "written_on": written(step.what)}


def extension(_asked: Asked, step: Step) -> Typed:
    """Say until when, and why."""
    return {
        "issued_on": step.on.isoformat(),
        "until_on": written(step.what),
        "reason": "対象の公文書が大量であるため",
    }


def special_extension(_asked: Asked, step: Step) -> Typed:
    """Say by when part and rest are decided."""
    part, rest = step.what.split()
    return {
        "issued_on": step.on.isoformat(),
        "part_due_on": written(part),
        "rest_due_on": written(rest),
        "reason": "対象の公文書が著しく大量であるため",
    }


def consult(month: Month, unit: int, asked: Asked, step: Step) -> None:
    """Judge the records, and ask whom they tell about."""
    decision = next(one for one in asked.steps if one.act == "decide")
    judge(month, unit, decision.what)
    kind, _, until = step.what.partition(" ")
    fields: Typed = {
        "record_ids": FIRST,
        "name": f"第三者 {asked.number}号",
        "postal_code": "1760012",
        "address": f"東京都練馬区豊玉北{asked.number}-2",
        "concerns": "契約の相手方としての名称",
    }
    if kind == "mandatory":
        kind = "mandatory_public_interest"
        fields["why"] = "公益上の理由により公開する必要があるため"
    if kind == "unknown":
        kind = "optional"
        fields |= {"sent_on": "", "answer_by_on": "", "search": "登記と電話帳を調べた"}
    else:
        fields |= {
            "sent_on": step.on.isoformat(),
            "answer_by_on": written(until),
            "answer_to": "区民情報ひろば",
        }
    month.officer.act(unit, "consult_third_party", **fields, kind=kind)


def opinion(_asked: Asked, step: Step) -> Typed:
    """Say what the third party answered."""
    code = "none_by_period" if step.what == "none" else step.what
    on = step.on.isoformat()
    fields: Typed = {"consultation": FIRST, "answer": code, "answered_on": on}
    if code == "opposes":
        fields["disclosed_because"] = "公にする必要があると認めたため"
    return fields


def hold(_asked: Asked, step: Step) -> Typed:
    """Say that a stay is asked for."""
    return {
        "kind": "stay_asked",
        "from_on": step.on.isoformat(),
        "reason": "第三者が執行停止を申し立てた",
    }


def lift(_asked: Asked, step: Step) -> Typed:
    """Say that the stay was denied."""
    on = step.on.isoformat()
    return {"hold": FIRST, "lifted_on": on, "because": "申立てが退けられた"}


def stated_way(_asked: Asked, step: Step) -> Typed:
    """Say in which way the requester wants it."""
    return {"methods": "copy_counter", "stated_on": step.on.isoformat()}


def appointment(_asked: Asked, step: Step) -> Typed:
    """Say when and where."""
    return {
        "appointed_on": written(step.what),
        "begins_at": "10:30",
        "place": "区民情報ひろば",
    }


def shown(_asked: Asked, step: Step) -> Typed:
    """Say what was shown or handed out."""
    on, what = step.on.isoformat(), step.what
    kind, _, sheets = what.rpartition(" ")
    fields: Typed = {"implemented_on": on, "method": "inspection"}
    if kind == "copies":
        fields |= {"method": "copy_counter", "mono": sheets}
    elif kind == "by post":
        fields |= {"method": "copy_post", "mono": sheets, "postage_yen": "140"}
    elif what == "a part":
        fields["is_partial"] = FIRST
    return fields


def paid(_asked: Asked, step: Step) -> Typed:
    """Say what was paid."""
    yen = sum(int(word) for word in step.what.split() if word.isdecimal())
    return {"paid_on": step.on.isoformat(), "amount_yen": str(yen), "means": "cash"}


def waiver(_asked: Asked, step: Step) -> Typed:
    """Ask for a waiver."""
    return {"waived_on": step.on.isoformat(), "amount_yen": "80"}


def sent(_asked: Asked, step: Step) -> Typed:
    """Say that a letter was sent."""
    return {"notice": FIRST, "sent_on": step.on.isoformat(), "means": "post"}


def arrived(_asked: Asked, step: Step) -> Typed:
    """Say that a letter arrived."""
    return {"notice": FIRST, "arrived_on": step.on.isoformat()}


def returned(_asked: Asked, step: Step) -> Typed:
    """Say that a letter came back."""
    on = step.on.isoformat()
    return {"notice": FIRST, "returned_on": on, "return_reason": "unknown"}


def wrong_day(_asked: Asked, step: Step) -> Typed:
    """Give a letter a day that is not the decision's."""
    return {"letter": FIRST, "issued_on": written(step.what.removeprefix("bears "))}


def issue(month: Month, letters: list[tuple[Asked, Step]]) -> None:
    """Issue the letters of a day: decisions in one go from the list, others singly."""
    together = [one for one in letters if is_listed(*one)]
    if together:
        issue_together(month, together)
    for asked, step in letters:
        if not is_listed(asked, step):
            unit = month.units[asked.number, step.branch]
            issue_one(month, unit, step)


def is_listed(asked: Asked, step: Step) -> bool:
    """Tell whether a letter stands in the list of those that are due: a decision."""
    varied = [one.on for one in asked.steps if one.act == "redecide"]
    return step.paper in DECISIONS and step.on not in varied


def issue_together(month: Month, letters: list[tuple[Asked, Step]]) -> None:
    """Choose letters in the list of those that are due and issue them."""
    page = month.officer.visitor.open("/notices/")
    for asked, step in letters:
        unit = month.units[asked.number, step.branch]
        page.locator(f"input[name=letter][value^='{unit}|{step.paper}|']").check()
    press(page, page.locator("main form .button--primary"))
    press(page, page.locator("main button[name=confirm]"))
    faults = page.locator("main .field-error").all_inner_texts()
    month.wrong += [f"{month.today}: {fault}" for fault in faults]


def issue_one(month: Month, unit: int, step: Step) -> None:
    """Issue the newest letter of a form on the page of the act."""
    officer = month.officer
    page = officer.visitor.open(f"/units/{unit}/acts/issue/")
    form = page.locator("main form[method=post]")
    form.locator(f"input[name=letter][value^='{step.paper}|']").last.check()
    fill(form, {"issued_on": step.on.isoformat()})
    press(page, form.locator(".button--primary"))
    confirm = page.locator("main button[name=confirm]")
    if confirm.count():
        press(page, confirm)
    officer.is_at(f"/units/{unit}/")


ways: Mapping[str, Way] = {
    "decide": decide,
    "draft": draft,
    "concur": concur,
    "approve": approve,
    "redate": redate,
    "consult_third_party": consult,
    "withdraw": by_form("withdraw", withdrawal),
    "log_contact": by_form("log_contact", contact),
    "correct_decision": by_form("correct_decision", correction),
    "redecide": by_form("redecide", redecision),
    "void": by_form("void", lambda _asked, _step: {"reason": "二重に登録した"}),
    "assign": by_form("assign", assignment),
    "transfer": transfer,
    "order_supplementation": by_form("order_supplementation", order),
    "answer_supplementation": by_form("answer_supplementation", answer),
    "lapse_supplementation": by_form("lapse_supplementation", on_day("lapsed_on")),
    "extend": by_form("extend", extension),
    "extend_specially": by_form("extend_specially", special_extension),
    "answer_consultation": by_form("answer_consultation", opinion),
    "hold": by_form("hold", hold),
    "lift_hold": by_form("lift_hold", lift),
    "state_way": by_form("state_way", stated_way),
    "appoint": by_form("appoint", appointment),
    "log_no_show": by_form("log_no_show", lambda _asked, _step: {}),
    "implement": by_form("implement", shown),
    "record_payment": by_form("record_payment", paid),
    "waive_fee": by_form("waive_fee", waiver),
    "issue": by_form("issue", wrong_day),
    "record_delivery": by_form("record_delivery", sent),
    "resend": by_form("resend", sent),
    "record_return": by_form("record_return", returned),
    "record_arrival": by_form("record_arrival", arrived),
}
