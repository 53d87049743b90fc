"""Pages hold no script and no style, ask nobody else, and post with a token."""

import pytest

from tests.architecture.rules import templates, tree
from tests.architecture.rules.tree import Source


def page(text: str) -> Source:
    """Return a template."""
    return Source("templates/desk/page.html", text)


def test_pages_hold_no_script_and_no_style() -> None:
    assert tree.judge(templates.inline, *tree.templates()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<script type="module">\n</script>',
        "<style>a {}</style>",
        '<p\n style="color: red">',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
        "{{ text|safe }}",
        "{% autoescape off %}{% endautoescape %}",
    ],
)
def test_inline_code_is_found(text: str) -> None:
    assert len(list(templates.inline(page(text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<script src="{% static "js/menu.js" %}" defer></script>',
        '<link rel="stylesheet" href="{% static "css/base.css" %}">',
        "{# <style> #}{% comment %}<script>{% endcomment %}<!-- <style> -->",
        '<p class="style">on = off</p>',
    ],
)
def test_what_is_not_inline_is_let_be(text: str) -> None:
    assert list(templates.inline(page(text))) == []


def test_forms_that_post_carry_the_token() -> None:
    assert tree.judge(templates.tokenless_forms, *tree.templates()) == ""


@pytest.mark.parametrize(
    "text",
    [
        '<form method="post"><input></form>',
        '<form action="{% url "desk:home" %}" METHOD=POST>\n</form>{% csrf_token %}',
        '<form method="post">{# {% csrf_token %} #}</form>',
    ],
)
def test_form_without_token_is_found(text: str) -> None:
    assert len(list(templates.tokenless_forms(page(text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '<form method="post" action="{% url "a" b=c %}">{% csrf_token %}</form>',
        '<form method="get"><input></form>',
        "<form><input></form>",
    ],
)
def test_form_that_needs_no_token_is_let_be(text: str) -> None:
    assert list(templates.tokenless_forms(page(text))) == []


def test_every_form_that_posts_is_seen() -> None:
    posting = [
        source
        for source in tree.templates()
        if 'method="post"' in source.text and "csrf_token" in source.text
    ]
    without = [Source(s.path, s.text.replace("csrf_token", "")) for s in posting]

    assert posting != []
    assert all(list(templates.tokenless_forms(source)) for source in without)


def test_pages_ask_no_other_origin() -> None:
    assert tree.judge(templates.foreign_requests, *tree.templates()) == ""


@pytest.mark.parametrize(
    "text",
    [
        '<img src="https://example.org/a.png">',
        '<script src="//example.org/a.js"></script>',
        '<link rel="stylesheet" href="https://example.org/a.css">',
    ],
)
def test_request_to_another_origin_is_found(text: str) -> None:
    assert len(list(templates.foreign_requests(page(text)))) == 1
