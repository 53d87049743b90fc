"""A form of the desk as the body of a call: described once, checked by the form.

The form is the only declaration: its fields name the members of the JSON object,
and the same form checks what was sent. Members are typed as JSON knows them; a
day may be written as offices write it.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from desk.api.problems import invalid

NOTHING: frozenset[str] = frozenset()
FILE = {"name", "content"}
Sent = tuple[MultiValueDict[str, Any], MultiValueDict[str, Any]]


def shape_of(
    form: type[forms.Form],
    name: str,
    *,
    left_out: frozenset[str] = NOTHING,
) -> serializers.Serializer:
    """Return the body of a call as the OpenAPI document describes it."""
    fields = {
        key: _field_shape(field)
        for key, field in form.base_fields.items()
        if key not in left_out
    }
    return inline_serializer(name, fields)


def sent_to(known: Mapping[str, forms.Field], body: Mapping[str, Any]) -> Sent:
    """Return a JSON object as the data and files of a form.

    Args:
        known: The fields of the form as it stands for this unit and person.
        body: What was sent.

    Raises:
        Problem: It has a member the form does not know, or one of another type.
    """
    errors: dict[str, list[str]] = {}
    data: MultiValueDict[str, Any] = MultiValueDict()
    files: MultiValueDict[str, Any] = MultiValueDict()
    for name, value in body.items():
        field = known.get(name)
        if field is None:
            errors[name] = [_("There is no such field.")]
        elif value is None:
            continue
        elif isinstance(field, forms.FileField):
            _take_file(name, value, files, errors)
        else:
            _take(name, field, value, data, errors)
    if errors:
        raise invalid(errors)
    return data, files


def _field_shape(field: forms.Field) -> serializers.Field:
    """Return the type of one member."""
    common = {
        "required": field.required,
        "help_text": " ".join(
            filter(None, (str(field.label or ""), str(field.help_text)))
        ),
    }
    nullable = {**common, "allow_null": not field.required}
    if isinstance(field, forms.FileField):
        return serializers.DictField(child=serializers.CharField(), **nullable)
    if isinstance(field, forms.BooleanField):
        return serializers.BooleanField(**{**common, "required": False})
    if isinstance(field, forms.MultipleChoiceField):
        return serializers.ListField(child=serializers.CharField(), **common)
    if isinstance(field, forms.IntegerField):
        return serializers.IntegerField(**nullable)
    codes = _codes(field)
    if codes:
        return serializers.ChoiceField(codes, **common, allow_blank=not field.required)
    return serializers.CharField(**nullable, allow_blank=not field.required)


def _codes(field: forms.Field) -> list[str]:
    """Return the codes of a choice that hangs on no unit."""
    if not isinstance(field, forms.ChoiceField):
        return []
    choices: Any = field.choices
    is_grouped = any(isinstance(label, list | tuple) for _code, label in choices)
    return [] if is_grouped else [str(code) for code, _label in choices if code]


def _take(
    name: str,
    field: forms.Field,
    value: Any,
    data: MultiValueDict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    """Put one member into the data of a form, as a browser would send it."""
    if isinstance(field, forms.BooleanField):
        is_right, says = isinstance(value, bool), _("Please send true or false.")
        values = ["on"] if value else []
    elif isinstance(field, forms.MultipleChoiceField):
        says = _("Please send a list of texts or numbers.")
        is_right = isinstance(value, list) and all(map(_is_plain, value))
        values = [str(item) for item in value] if is_right else []
    else:
        is_right, says = _is_plain(value), _("Please send a text or a number.")
        values = [str(value)]
    if is_right:
        data.setlist(name, values)
    else:
        errors[name] = [says]


def _take_file(
    name: str,
    value: Any,
    files: MultiValueDict[str, Any],
    errors: dict[str, list[str]],
) -> None:
    """Put a file into the files of a form: its name, its bytes in Base64."""
    says = _("Please send an object with “name” and “content”, the latter in Base64.")
    if not isinstance(value, dict) or set(value) != FILE:
        errors[name] = [says]
        return
    try:
        content = base64.b64decode(str(value["content"]), validate=True)
    except (binascii.Error, ValueError):
        errors[name] = [says]
        return
    files[name] = SimpleUploadedFile(str(value["name"]), content)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
