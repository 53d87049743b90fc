"""What answers look like: the contract in the OpenAPI document.

A field that is not required here may be left out: it is not for this person. Null
means that it is not known or has not happened.
"""

from rest_framework import serializers


class Problem(serializers.Serializer):  # type: ignore[misc]  # no types
    """A refusal (RFC 9457). Programs read `code`."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField()
    detail = serializers.CharField()
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False
    )
    changes = serializers.ListField(child=serializers.DictField(), required=False)


class UnitRow(serializers.Serializer):  # type: ignore[misc]  # no types
    """A unit (件), as lists show it."""

    id = serializers.IntegerField()
    case = serializers.IntegerField()
    number_text = serializers.CharField()
    kind = serializers.CharField()
    regime = serializers.CharField()
    request_kind = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    number = serializers.IntegerField()
    branch = serializers.IntegerField()
    organ = serializers.CharField(allow_null=True)
    division = serializers.CharField(allow_null=True)
    division_name = serializers.CharField(allow_null=True)
    phase = serializers.CharField()
    received_on = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    clock_state = serializers.CharField()
    outcome = serializers.CharField(allow_null=True)
    outcome_on = serializers.DateField(allow_null=True)
    voided = serializers.BooleanField()
    version = serializers.IntegerField()
    subject = serializers.CharField(required=False)
    handler = serializers.CharField(required=False, allow_null=True)
    requester = serializers.CharField(required=False, allow_null=True)


class GroundShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A ground, or a reason that is no exemption."""

    ground = serializers.CharField()
    is_exemption = serializers.BooleanField()


class DecisionShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A decision; one of a unit counts."""

    seq = serializers.IntegerField()
    cause = serializers.CharField()
    outcome = serializers.CharField()
    approval = serializers.CharField()
    approved_on = serializers.DateField(allow_null=True)
    decided_on = serializers.DateField()
    counts = serializers.BooleanField()
    grounds = GroundShape(many=True)


class ClockEventShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """What moved or stopped the clock."""

    type = serializers.CharField()
    on = serializers.DateField()
    until_on = serializers.DateField(allow_null=True)
    article = serializers.CharField()
    reason = serializers.CharField(required=False)


class SupplementationShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A written order to mend a defect, and its end."""

    id = serializers.IntegerField()
    ordered_on = serializers.DateField()
    answer_by_on = serializers.DateField()
    written_on = serializers.DateField(allow_null=True)
    arrived_on = serializers.DateField(allow_null=True)
    lapsed_on = serializers.DateField(allow_null=True)
    matter = serializers.CharField(required=False)


class ImplementationShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """What was shown or copied."""

    on = serializers.DateField(allow_null=True)
    sheets = serializers.IntegerField(allow_null=True)
    fee_yen = serializers.IntegerField(allow_null=True)
    method = serializers.CharField(allow_blank=True)
    postage_yen = serializers.IntegerField(allow_null=True)
    is_partial = serializers.BooleanField()


class FeesShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """What is due for copies handed over here, what was paid, what is open."""

    fee_yen = serializers.IntegerField()
    postage_yen = serializers.IntegerField()
    waived_yen = serializers.IntegerField()
    paid_yen = serializers.IntegerField()
    open_yen = serializers.IntegerField()


class EndShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """An end without a decision: withdrawn, or left to another authority."""

    how = serializers.CharField()
    on = serializers.DateField()
    reason = serializers.CharField(required=False)


class UnitDetail(UnitRow):
    """A unit with what happened to it."""

    split_from = serializers.IntegerField(allow_null=True)
    split_on = serializers.DateField(allow_null=True)
    remarks = serializers.CharField(required=False)
    decisions = DecisionShape(many=True)
    implementations = ImplementationShape(many=True)
    fees = FeesShape()
    clock = ClockEventShape(many=True)
    supplementations = SupplementationShape(many=True)
    end = EndShape(allow_null=True)


class CaseRow(serializers.Serializer):  # type: ignore[misc]  # no types
    """A case: the paper that came in."""

    id = serializers.IntegerField()
    number_text = serializers.CharField()
    kind = serializers.CharField()
    regime = serializers.CharField()
    request_kind = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    series = serializers.CharField()
    number = serializers.IntegerField()
    organ = serializers.CharField(allow_null=True)
    received_on = serializers.DateField()
    requested_on = serializers.DateField(allow_null=True)
    channel = serializers.CharField()
    origin = serializers.CharField()
    voided_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()
    units = serializers.ListField(child=serializers.IntegerField())
    subject = serializers.CharField(required=False)
    requester_category = serializers.CharField(required=False)


class PartyShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """Who takes part, as it was typed."""

    role = serializers.CharField()
    name = serializers.CharField()
    kana = serializers.CharField()
    is_corporation = serializers.BooleanField()
    contact_person = serializers.CharField()
    postal_code = serializers.CharField()
    address = serializers.CharField()
    phone = serializers.CharField()
    fax = serializers.CharField()
    email = serializers.CharField()


class OtherUnit(serializers.Serializer):  # type: ignore[misc]  # no types
    """A unit of the case that is not for this person: only where it stands."""

    number_text = serializers.CharField()
    division_name = serializers.CharField(allow_null=True)
    phase = serializers.CharField()


class CaseDetail(CaseRow):
    """A case with its parties and the units of others."""

    parties = PartyShape(many=True, required=False)
    other_units = OtherUnit(many=True)


class RecordShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A record found, and what is decided about it."""

    id = serializers.IntegerField()
    position = serializers.IntegerField()
    sheets = serializers.IntegerField(allow_null=True)
    outcome = serializers.CharField(allow_blank=True)
    absence_kind = serializers.CharField(allow_blank=True)
    disclosable_on = serializers.DateField(allow_null=True)
    destroyed_on = serializers.DateField(allow_null=True)
    third_party = serializers.CharField(allow_blank=True)
    grounds = GroundShape(many=True)
    version = serializers.IntegerField()
    document_number = serializers.CharField(required=False)
    title = serializers.CharField(required=False)
    made_on = serializers.DateField(required=False, allow_null=True)
    medium = serializers.CharField(required=False)
    withheld_part = serializers.CharField(required=False)
    reason = serializers.CharField(required=False)


class AppealShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """An appeal and where it stands; `id` is its case's."""

    id = serializers.IntegerField()
    unit = serializers.IntegerField()
    number_text = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    number = serializers.IntegerField()
    organ = serializers.CharField(allow_null=True)
    received_on = serializers.DateField()
    phase = serializers.CharField()
    outcome = serializers.CharField(allow_null=True)
    outcome_on = serializers.DateField(allow_null=True)
    voided = serializers.BooleanField()
    version = serializers.IntegerField()
    against = serializers.CharField()
    contested_kind = serializers.CharField()
    contested_number = serializers.CharField()
    contested_unit = serializers.IntegerField(allow_null=True)
    referred_on = serializers.DateField(allow_null=True)
    reported_on = serializers.DateField(allow_null=True)
    result = serializers.CharField()
    result_text = serializers.CharField(required=False)
    complaint = serializers.CharField(required=False)
    remarks = serializers.CharField(required=False)
    subject = serializers.CharField(required=False)
    requester = serializers.CharField(required=False, allow_null=True)


class BoardSessionShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """One sitting of an advisory body."""

    id = serializers.IntegerField()
    body = serializers.CharField()
    body_name = serializers.CharField()
    fiscal_year = serializers.IntegerField()
    number = serializers.IntegerField()
    held_on = serializers.DateField()
    n_present = serializers.IntegerField(allow_null=True)
    agenda = serializers.CharField(required=False)


class FigureShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A typed number of a fiscal year."""

    id = serializers.IntegerField()
    fiscal_year = serializers.IntegerField()
    on = serializers.DateField(allow_null=True)
    key = serializers.CharField()
    value = serializers.IntegerField()
    unit = serializers.CharField()
    source = serializers.CharField()


class Years(serializers.Serializer):  # type: ignore[misc]  # no types
    """The fiscal years with tables, the latest first."""

    fiscal_years = serializers.ListField(child=serializers.IntegerField())


class CountingShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """What one 件 is."""

    count_unit = serializers.CharField()
    ground_count_unit = serializers.CharField()
    verified = serializers.BooleanField()


class ColumnShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A column of a table."""

    key = serializers.CharField()
    label = serializers.CharField()
    group = serializers.CharField(required=False)


class TableRowShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A row of a table; a value that is null says why in `status`."""

    key = serializers.CharField()
    label = serializers.CharField()
    units = serializers.DictField(
        child=serializers.CharField(allow_null=True), required=False
    )
    values = serializers.DictField(child=serializers.IntegerField(allow_null=True))
    status = serializers.DictField(child=serializers.CharField(), required=False)


class CheckShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """An identity of a table, evaluated."""

    id = serializers.CharField()
    left = serializers.IntegerField(allow_null=True)
    op = serializers.CharField(required=False)
    right = serializers.IntegerField(allow_null=True)
    ok = serializers.BooleanField(allow_null=True)
    explain = serializers.CharField()


class TableShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """One table of a year."""

    id = serializers.CharField()
    title = serializers.CharField()
    caption = serializers.CharField(allow_null=True)
    unit_line = serializers.CharField(allow_null=True)
    stock_on = serializers.DateField(required=False)
    total = serializers.IntegerField(allow_null=True)
    subtotal = serializers.IntegerField(required=False)
    unit = serializers.CharField(allow_null=True)
    columns = ColumnShape(many=True)
    rows = TableRowShape(many=True)
    notes = serializers.ListField(child=serializers.CharField())
    sentences = serializers.ListField(child=serializers.CharField())
    checks = CheckShape(many=True)


class StatementShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """The annual statement, byte for byte the file `annual_<year>.json`."""

    fiscal_year = serializers.IntegerField()
    basis = serializers.CharField()
    as_of = serializers.DateField()
    edition = serializers.CharField(allow_null=True)
    counting = CountingShape()
    tables = TableShape(many=True)


class ActStateShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """An act of this person, and whether it can be done now."""

    code = serializers.CharField()
    label = serializers.CharField()
    is_open = serializers.BooleanField()
    why_not = serializers.CharField()


class ActStates(serializers.Serializer):  # type: ignore[misc]  # no types
    """The acts of this person on a unit."""

    version = serializers.IntegerField()
    acts = ActStateShape(many=True)


class DueLetterShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A letter to be issued; `letter` is what its act is sent."""

    letter = serializers.CharField(allow_blank=True)
    title = serializers.CharField()
    issued_on = serializers.DateField(allow_null=True)
    gaps = serializers.ListField(child=serializers.CharField())
    addressee = serializers.CharField(required=False)


class DeliveryShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """One sending of a letter."""

    seq = serializers.IntegerField()
    means = serializers.CharField()
    sent_on = serializers.DateField()
    arrived_on = serializers.DateField(allow_null=True)
    returned_on = serializers.DateField(allow_null=True)
    return_reason = serializers.CharField(allow_blank=True)


class IssuedLetterShape(serializers.Serializer):  # type: ignore[misc]  # no types
    """A letter that was issued, with its days."""

    id = serializers.IntegerField()
    number_text = serializers.CharField()
    title = serializers.CharField()
    edition = serializers.IntegerField()
    place = serializers.CharField()
    approved_on = serializers.DateField(allow_null=True)
    issued_on = serializers.DateField()
    deliveries = DeliveryShape(many=True)
    addressee = serializers.CharField(required=False)


class Letters(serializers.Serializer):  # type: ignore[misc]  # no types
    """The letters of a unit."""

    due = DueLetterShape(many=True)
    issued = IssuedLetterShape(many=True)


class Done(serializers.Serializer):  # type: ignore[misc]  # no types
    """What an act did: the unit, and whatever else it made."""

    unit = serializers.IntegerField()


class ReceivedUnit(serializers.Serializer):  # type: ignore[misc]  # no types
    """A unit that an item became."""

    id = serializers.IntegerField()
    number_text = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)


class Received(serializers.Serializer):  # type: ignore[misc]  # no types
    """The case a request became."""

    case = serializers.IntegerField()
    number_text = serializers.CharField()
    units = ReceivedUnit(many=True)
