"""Letters of invented people, made without a database, one for each form."""

from datetime import date
from typing import Any

from casework.models import Case, Unit
from notices.letter import Addressee, Letter

ON = date(2026, 12, 1)
REGIME = "nerima/public_records"
REQUESTER = Addressee(
    name="見本　花子",
    honorific="様",
    postal_code="176-0000",
    address="東京都練馬区見本町1丁目2番3号 見本荘101号室",
)
THIRD_PARTY = Addressee(
    name="株式会社見本建設",
    honorific="御中",
    postal_code="176-0000",
    address="東京都練馬区見本町4丁目5番6号",
    contact_person="見本　次郎",
)
CONTACT = ("電話　00-0000-0000（見本）",)

REQUEST: dict[str, Any] = {
    "organ": "mayor",
    "unit_number": "令和8年度 第5号の2",
    "subject": "区道の補修工事に係る設計書および契約書",
    "requested_on": "2026-11-16",
    "received_on": "2026-11-17",
    "division": "土木部管理課",
}
DESIGN = {
    "position": 1,
    "title": "区道補修工事設計書",
    "document_number": "8練土管第12号",
    "outcome": "全部公開",
}
CONTRACT = {
    "position": 2,
    "title": "区道補修工事請負契約書",
    "document_number": "8練土管第34号",
    "outcome": "部分公開",
    "withheld_part": "3ページ 受注者の担当者の氏名",
    "grounds": "練馬区情報公開条例第7条第1号",
    "reason": "受注者の担当者の氏名は、個人に関する情報であって特定の個人が識別され得る"
    "ものであり、第7条第1号に該当するため。",
    "disclosable_on": "2027-04-01",
}
IMPLEMENTATION = {
    "implementation_day": "令和8年12月15日 午前10時",
    "implementation_place": "練馬区役所 区民情報ひろば",
    "implementation_way": "写しの交付（窓口）",
    "fee": "写しの作成に要する費用 120円",
}

FACTS: dict[str, dict[str, Any]] = {
    "full": REQUEST | IMPLEMENTATION | {"records": [DESIGN]},
    "partial": REQUEST | IMPLEMENTATION | {"records": [DESIGN, CONTRACT]},
    "non_disclosure": REQUEST
    | {"records": [CONTRACT | {"position": 1, "withheld_part": ""}]},
    "absent": REQUEST
    | {
        "records": [
            {
                "position": 1,
                "title": "区道の補修工事に係る設計書",
                "reason": "請求に係る公文書は、作成しておらず、取得もしていないため、"
                "存在しない。",
            }
        ]
    },
    "existence_refused": REQUEST
    | {
        "grounds": "練馬区情報公開条例第7条第1号",
        "reason": "あるかないかを答えること自体により、特定の個人が受けた処分の有無が"
        "明らかになるため。",
    },
    "inadmissible": REQUEST
    | {"reason": "請求する公文書を特定するに足りる事項の補正がなかったため。"},
    "extension": REQUEST
    | {
        "due_on": "2026-12-01",
        "new_due_on": "2027-01-15",
        "article": "練馬区情報公開条例第12条第2項",
        "reason": "対象となる公文書が多く、内容の確認に時間を要するため。",
    },
    "special_extension": REQUEST
    | {
        "due_on": "2026-12-01",
        "part_due_on": "2027-01-15",
        "rest_due_on": "2027-03-31",
        "article": "練馬区情報公開条例第13条第1項",
        "reason": "対象となる公文書が約8,000枚あり、期間内にその全てについて決定を"
        "すると事務の遂行に著しい支障が生じるため。",
    },
    "supplementation": REQUEST
    | {
        "answer_by_on": "2026-12-15",
        "defect": "請求する公文書を特定するに足りる事項の記載がありません。",
        "help": "工事の時期または場所をお知らせください。",
    },
    "transfer": REQUEST
    | {
        "from_organ": "練馬区長",
        "receiver": "練馬区教育委員会",
        "transferred_on": "2026-12-01",
        "reason": "請求に係る事務が教育委員会の所管に属するため。",
    },
    "third_party_letter": {
        "organ": "mayor",
        "division": "土木部管理課",
        "requested_on": "2026-11-16",
        "record_title": "区道補修工事請負契約書",
        "information": "貴社の印影および担当者の氏名",
        "answer_by_on": "2026-12-15",
        "answer_to": "練馬区土木部管理課",
    },
    "third_party_notice": {
        "organ": "mayor",
        "division": "土木部管理課",
        "requested_on": "2026-11-16",
        "record_title": "区道補修工事請負契約書",
        "decided_on": "2026-12-01",
        "outcome": "部分公開",
        "reason": "貴社の印影を除く部分は、公開しても貴社の正当な利益を害するとは"
        "認められないため。",
        "implementation_on": "2026-12-16",
    },
}


def unit(pk: int = 123) -> Unit:
    """Return a unit that stands in no database."""
    return Unit(
        pk=pk, branch=2, regime=REGIME, case=Case(number_text="令和8年度 第5号")
    )


def letter(form: str, *, pk: int = 123, **facts: Any) -> Letter:
    """Return the letter of a form, some facts replaced."""
    third = form.startswith("third_party")
    return Letter(
        form=form,
        about=f"sample:{form}",
        unit=unit(pk),
        addressee=THIRD_PARTY if third else REQUESTER,
        issued_on=ON,
        facts=FACTS[form] | facts,
    )
