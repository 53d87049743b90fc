"""Every field of every table is classified: a new one stops the build."""

from casework.permissions import FieldClass
from tests.architecture.rules import field_classes
from tests.architecture.rules.tree import Finding, listing

FIELDS = {"casework.Note": frozenset({"id", "text"})}


def test_every_field_has_one_class() -> None:
    found = field_classes.gaps(field_classes.read(), field_classes.declared())

    assert listing(found) == ""


def test_new_field_without_a_class_is_found() -> None:
    classified = {"casework.Note": {"internal": ["id"]}}

    assert list(field_classes.gaps(classified, FIELDS)) == [
        Finding("casework.Note.text", "has no class")
    ]


def test_new_table_without_classes_is_found() -> None:
    assert {item.place for item in field_classes.gaps({}, FIELDS)} == {
        "casework.Note.id",
        "casework.Note.text",
    }


def test_class_of_no_field_and_of_no_table_is_found() -> None:
    classified = {
        "casework.Note": {"internal": ["id"], "free_text": ["text", "gone"]},
        "casework.Gone": {"open": ["id"]},
    }

    assert list(field_classes.gaps(classified, FIELDS)) == [
        Finding("casework.Gone", "is classified and does not exist"),
        Finding("casework.Note.gone", "is classified and does not exist"),
    ]


def test_two_classes_and_unknown_classes_are_found() -> None:
    classified = {"casework.Note": {"open": ["id", "text"], "hidden": ["text"]}}

    assert list(field_classes.gaps(classified, FIELDS)) == [
        Finding("casework.Note.text", "has more than one class"),
        Finding("casework.Note", "“hidden” is no class"),
    ]


def test_permissions_know_the_classes_of_a_case() -> None:
    masked = {str(item) for item in FieldClass} - {str(FieldClass.ROW)}

    assert masked < field_classes.CLASSES


def test_what_tells_of_a_person_is_not_open() -> None:
    fields = field_classes.read()

    assert set(fields["casework.Party"]) == {"requester", "internal"}
    assert fields["casework.Party"]["internal"] == ["id", "case"]
    assert "subject" in fields["casework.Case"]["subject"]
    assert fields["offices.Staff"]["secret"] == ["password"]
