"""YAML that answers with the file, the line and the key."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ordinances.pack_error import PackError
from ordinances.yaml_nodes import MappingNode, read_yaml


def node_of(tmp_path: Path, text: str) -> MappingNode:
    path = tmp_path / "rule.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


def test_on_off_yes_and_no_are_words_and_never_booleans(tmp_path: Path) -> None:
    node = node_of(tmp_path, "on: 2020-04-01\nyes: no\noff: on\nn: y\n")

    assert node.day("on") == date(2020, 4, 1)
    assert [node.text(key) for key in ("yes", "off", "n")] == ["no", "on", "y"]
    node.done()


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "True", "1", '"true"'])
def test_only_true_and_false_are_booleans(tmp_path: Path, word: str) -> None:
    node = node_of(tmp_path, f"good: true\nbad: {word}\n")

    assert node.flag("good") is True
    with pytest.raises(PackError, match="expected true or false"):
        node.flag("bad")


def test_a_quoted_number_is_a_text(tmp_path: Path) -> None:
    node = node_of(tmp_path, 'area: 013120\ndays: "14"\n')

    assert node.text("area") == "013120"
    with pytest.raises(PackError, match="found the text “14”"):
        node.integer("days")


@pytest.mark.parametrize(
    ("text", "ask", "message"),
    [
        (
            "a: 1\n",
            lambda n: n.text("b"),
            "rule.yaml:1: at “b”, expected a text, but found no such key.",
        ),
        (
            "\na:\n",
            lambda n: n.text("a"),
            "rule.yaml:2: at “a”, expected a text, but found nothing.",
        ),
        (
            "a: [1]\n",
            lambda n: n.text("a"),
            "rule.yaml:1: at “a”, expected a text, but found a list of 1.",
        ),
        (
            "a: 013\n",
            lambda n: n.integer("a"),
            "rule.yaml:1: at “a”, expected a whole number, but found 013.",
        ),
        (
            "a: 0\n",
            lambda n: n.integer("a", at_least=1),
            "rule.yaml:1: at “a”, expected a whole number, 1 or more, but found 0.",
        ),
        (
            "a: 2020-02-30\n",
            lambda n: n.day("a"),
            "rule.yaml:1: at “a”, expected a date that exists, but found 2020-02-30.",
        ),
        (
            "a: R2.4.1\n",
            lambda n: n.day("a"),
            "rule.yaml:1: at “a”, expected a date like 2023-04-01, but found R2.4.1.",
        ),
        (
            "a: rol_end\n",
            lambda n: n.choice("a", ("none", "roll_end")),
            "rule.yaml:1: "
            "at “a”, expected one of none, roll_end, but found rol_end. Did you mean "
            "“roll_end”?",
        ),
        (
            "a: b\n",
            lambda n: n.mapping("a"),
            "rule.yaml:1: at “a”, expected keys with values, but found b.",
        ),
        (
            "a: b\n",
            lambda n: n.mappings("a"),
            "rule.yaml:1: at “a”, expected a list, but found b.",
        ),
        (
            "a: {x: [{y: 1}, {z: 2}]}\n",
            lambda n: n.mapping("a").mappings("x")[1].text("y"),
            "rule.yaml:1: at “a.x[2].y”, expected a text, but found no such key.",
        ),
    ],
)
def test_an_error_names_file_line_key_found_and_expected(
    tmp_path: Path, text: str, ask: Callable[[MappingNode], object], message: str
) -> None:
    node = node_of(tmp_path, text)

    with pytest.raises(PackError) as refused:
        ask(node)

    assert str(refused.value) == f"{tmp_path}/{message}"


def test_a_slip_in_a_required_key_is_blamed_on_the_slip(tmp_path: Path) -> None:
    node = node_of(tmp_path, "name: Z\nholiday_polcy: none\n")

    with pytest.raises(PackError) as refused:
        node.text("holiday_policy")

    assert (refused.value.line, refused.value.key, refused.value.suggestion) == (
        2,
        "holiday_polcy",
        "holiday_policy",
    )


def test_done_refuses_a_key_nobody_asked_for(tmp_path: Path) -> None:
    node = node_of(tmp_path, "synonyms: [a]\nsynonims: [b]\n")
    node.texts("synonyms")

    with pytest.raises(PackError) as refused:
        node.done()

    assert (refused.value.line, refused.value.suggestion) == (2, "synonyms")


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (b"a: 1\nb: 2\na: 3\n", 3, "the key a second time (first on line 1)"),
        (b"- a\n- b\n", 1, "a list of 2"),
        (b"", 1, "nothing"),
        (b"a: [1, 2\nb: 3\n", 2, "expected ',' or ']'"),
        (b"? [a]\n: 1\n", 1, "a list of 1"),
        ("名: 区".encode("cp932"), 0, "codec can't decode"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(
    tmp_path: Path, content: bytes, line: int, found: str
) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(content)

    with pytest.raises(PackError) as refused:
        read_yaml(path)

    assert refused.value.line == line
    assert found in refused.value.found


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"gone\.yaml: expected a YAML file here"):
        read_yaml(tmp_path / "gone.yaml")
