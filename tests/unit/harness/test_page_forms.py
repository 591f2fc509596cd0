from __future__ import annotations

import pytest

from harness.page_parser import parse
from harness.page_view import PageView


def see(body: str) -> PageView:
    """The view of a body."""
    return parse(body, "https://ecf.azb.uscourts.gov/", 200, 1)


def test_an_input_of_type_hidden_is_no_field() -> None:
    """What a user cannot fill is no field."""
    view = see("<form><input type=hidden name=token value=x><input name=login></form>")

    assert [field.name for field in view.forms[0].fields] == ["login"]


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<label for=a>Username</label> <input id=a>", "Username"),
        ("<label>Username <input id=a></label>", "Username"),
        ("<b>Other</b><input id=a aria-label='Username'>", "Username"),
        ("<i id=n>User</i><i id=m>name</i> then <input id=a aria-labelledby='n m'>", "User name"),
        ("<table><tr><td>Username:</td><td><input id=a></td></tr></table>", "Username:"),
        ("<table><tr><td>Username:<td><font color=blue>*</font><input id=a></table>", "Username: *"),
        ("<table><tr><th>Username</th></tr><tr><td><input id=a></td></tr></table>", "Username"),
        ("Some text.<br>Username: <input id=a>", "Username:"),
        ("<p>Username</p><p><input id=a></p>", "Username"),
        ("Username <input name=first> Password <input id=a>", "Password"),
        ("<input name=first><input id=a>", ""),
        ("<p>Far away</p><form><input id=a placeholder='User name'></form>", "User name"),
        ("<input id=a type=checkbox> I have read this <input type=checkbox> other", "I have read this"),
        ("<span><input id=a type=checkbox></span><span> I have read this</span><br>More", "I have read this"),
        (
            "<table><tr><td><input id=a type=checkbox></td><td>I have read this</td></tr></table>",
            "I have read this",
        ),
        ("<table><tr><td>Read this?</td><td><input id=a type=checkbox></td></tr></table>", "Read this?"),
        ("Court <select id=a><option>Arizona</option></select>", "Court"),
        ("Reason <textarea id=a>typed</textarea>", "Reason"),
        ("User<u>n</u>ame <input id=a>", "Username"),
    ],
)
def test_a_field_is_known_by_the_text_that_belongs_to_it(html: str, label: str) -> None:
    """A label, an accessible name, or the cell or text beside the field."""
    fields = [field for form in see(html).forms for field in form.fields]

    assert [field.label for field in fields if field.name == "a"] == [label]


@pytest.mark.parametrize("asked", ["cm/ecf LOGIN", "CM/ECF  login:", " CM/ECF login *"])
def test_a_field_is_found_whatever_its_case_colon_or_asterisk(asked: str) -> None:
    """Looking up a label folds it."""
    view = see("<form><table><tr><td>CM/ECF login: *</td><td><input name=login></td></tr></table></form>")

    found = view.forms[0].field(asked)

    assert found
    assert found.name == "login"
    assert view.field(asked) == found
    assert view.field("login") is None
    assert view.field("*") is None


def test_fields_say_their_kind_and_whether_they_are_ticked() -> None:
    """Password, list, text and ticked box are told apart."""
    view = see(
        "<form><input name=a><input TYPE=PASSWORD name=b><select name=c></select><textarea name=d></textarea>"
        "<input type=checkbox name=e checked><input type=email name=f></form>"
    )

    kinds = {field.name: (field.kind, field.checked) for field in view.forms[0].fields}

    assert kinds == {
        "a": ("text", False),
        "b": ("password", False),
        "c": ("select", False),
        "d": ("textarea", False),
        "e": ("checkbox", True),
        "f": ("email", False),
    }


def test_buttons_are_counted_across_the_page_and_know_their_form() -> None:
    """Buttons of the same text get numbers; one outside every form belongs to none."""
    view = see(
        "<form name=one><input type=submit value=Submit><input type=reset></form>"
        "<button disabled>Submit</button>"
        "<form id=two><input name=q><button class='ui-button ui-state-disabled'>Continue</button>"
        "<input type=image alt=Find><input type=submit></form>"
    )

    assert [
        (form.name, [(b.text, b.form, b.nth, b.enabled) for b in form.buttons]) for form in view.forms
    ] == [
        ("one", [("Submit", 0, 0, True), ("Reset", 0, 0, True)]),
        ("two", [("Continue", 1, 0, False), ("Find", 1, 0, True), ("Submit", 1, 2, True)]),
        ("", [("Submit", None, 1, False)]),
    ]
    assert view.button("continue")
    assert view.button("Cancel") is None
    assert view.forms[1].button("SUBMIT")


def test_a_button_of_a_greyed_group_is_greyed() -> None:
    """A disabled fieldset disables its buttons."""
    view = see("<form><fieldset disabled><button>Go</button></fieldset></form>")

    assert not view.forms[0].buttons[0].enabled


def test_hidden_forms_are_counted_although_they_are_not_seen() -> None:
    """A form's number is its place among all forms of the document, so that an engine finds it."""
    view = see("<form hidden><input name=a></form><form><input name=b></form>")

    assert [(form.fields[0].name, form.fields[0].form) for form in view.forms] == [("b", 1)]


def test_a_field_may_name_its_form() -> None:
    """The attribute ``form`` wins over the place in the document."""
    view = see("<form id=f></form><input name=a form=f>")

    assert view.forms[0].fields[0].name == "a"
