"""The covering sheet (送付状) before the letters to one addressee."""

from collections.abc import Sequence
from datetime import date

from desk.letters import title_of
from notices.models import Notice
from notices.rendering import render
from ordinances.wareki import format_date


def covering_sheet(notices: Sequence[Notice], *, on: date) -> bytes:
    """Print the address as it shows in a window envelope, and what is enclosed.

    Args:
        notices: The letters to one addressee, one at least.
        on: The day of the sheet.
    """
    first = notices[0]
    enclosed = [
        {
            "label": notice.number_text,
            "text": title_of(notice.unit.regime, notice.form, notice.issued_on),
        }
        for notice in notices
    ]
    return render(
        {
            "form": "covering_sheet",
            "form_version": "covering_sheet-1",
            "unit": first.unit_id,
            "unit_number": first.unit.number_text,
            "form_number": "",
            "number": "",
            "issued_on": on.isoformat(),
            "date": format_date(on),
            "title": "送付状",
            "addressee": {
                "postal_code": first.postal_code,
                "address": first.address,
                "name": first.name,
                "honorific": first.honorific,
                "contact_person": first.contact_person,
            },
            "sender": first.text["sender"] | {"seal": "omitted", "seal_words": ""},
            "blocks": [
                {"type": "paragraph", "text": "次の書類を送付します。"},
                {"type": "ruled", "rows": enclosed},
            ],
        }
    )
