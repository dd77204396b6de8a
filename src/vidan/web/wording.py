"""Django's own messages about a field, in a clerk's words: what is wrong, and the way out."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import cache
from typing import Any, ClassVar
from unicodedata import is_normalized

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vidan.domain.text import nfc

#: (id, name) of those to choose among, as Django's fields take them.
Choices = Callable[[], Sequence[tuple[str, str]]]


class SpokenForm(forms.Form):
    """A form that says in Vietnamese what is wrong with each field; words of a field's own come first.

    `SHARES_FIELDS`: the declared fields are one and the same for all who fill it in, because copying them costs more
    than reading them. Such a form changes none of them but its `own`.
    """

    SHARES_FIELDS: ClassVar[bool] = False

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        fields = spoken_fields(type(self), get_language() or "")
        self.base_fields = _Shared(fields) if self.SHARES_FIELDS else fields
        kwargs.setdefault("label_suffix", ":")  # the same in both languages; Django looks it up for each form
        self._offers: dict[str, Choices] = {}
        super().__init__(composed(data), *args, **kwargs)

    def __getitem__(self, name: str) -> forms.BoundField:
        """A field as a template shows it, with what it offers to choose."""
        self._offered(name)
        return super().__getitem__(name)

    def _clean_fields(self) -> None:
        """As Django's, without making what a template needs of each field; shared ones are never disabled, and what an
        empty one gives is known already.
        """
        if not self.SHARES_FIELDS:
            super()._clean_fields()  # type: ignore[misc]
            return
        empty = given_by_nothing(type(self), get_language() or "")
        data, files = self.data, self.files
        for name in self.fields:
            place = self.add_prefix(name)
            try:
                if name in empty and place not in files and (place not in data or data[place] == ""):
                    self.cleaned_data[name] = empty[name]
                else:
                    field = self._offered(name)
                    self.cleaned_data[name] = field.clean(field.widget.value_from_datadict(data, files, place))
                own = getattr(self, f"clean_{name}", None)
                if own is not None:
                    self.cleaned_data[name] = own()
            except forms.ValidationError as problem:
                self.add_error(name, problem)

    def offer(self, name: str, choices: Choices) -> None:
        """What a declared field offers here: asked for when somebody chose, or when the form is shown, and not else."""
        self._offers[name] = choices

    def _offered(self, name: str) -> forms.Field:
        choices = self._offers.pop(name, None)
        if choices is not None:
            self.own(name).choices = choices
        return self.fields[name]

    def own(self, name: str) -> Any:
        """This form's own copy of a declared field, to be given other choices."""
        self.fields[name] = own = _copied(self.fields[name])
        own.widget = _copied(own.widget)
        return own


def _copied(thing: Any) -> Any:
    """A copy that shares whatever the thing has (Django's own copies that too, by some seventy calls)."""
    copied = object.__new__(type(thing))
    copied.__dict__.update(thing.__dict__)
    return copied


class _Shared(dict[str, forms.Field]):
    """Fields that Django's `deepcopy` for each form leaves as they are."""

    def __deepcopy__(self, _: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


@cache
def spoken_fields(form: type[forms.Form], language: str) -> dict[str, forms.Field]:
    """A form's declared fields with our words in a language, put together once. Not to be changed."""
    fields = deepcopy(form.base_fields)
    for field in fields.values():
        speak(field)
    return fields


@cache
def given_by_nothing(form: type[forms.Form], language: str) -> dict[str, Any]:
    """By its name what an empty field gives, without those that must be filled in. Not to be changed."""
    found: dict[str, Any] = {}
    for name, field in spoken_fields(form, language).items():
        if not field.required and not isinstance(field.widget, forms.MultiWidget | forms.SelectMultiple):
            found[name] = field.clean(field.widget.value_from_datadict(QueryDict(), MultiValueDict(), name))
    return found


def composed(data: QueryDict | None) -> QueryDict | None:
    """What was typed, in NFC: a keyboard that types marks apart must not make a text twice as long as it looks."""
    if data is None or all(is_normalized("NFC", value) for _, values in data.lists() for value in values):
        return data
    tidy = QueryDict(mutable=True, encoding=data.encoding)
    for name, values in data.lists():
        tidy.setlist(name, [nfc(value) for value in values])
    return tidy


def speak(field: forms.Field) -> None:
    """Put our words in place of Django's where the field has none of its own."""
    usual = _usual_words(field)
    for key, text in _our_words(field).items():
        if field.error_messages.get(key) is usual.get(key):
            field.error_messages[key] = text


def _usual_words(field: forms.Field) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        words |= getattr(kind, "default_error_messages", {})
    return words


def _our_words(field: forms.Field) -> dict[str, str]:
    label = field.label or ""
    return {
        "required": _("Xin điền ô “{label}”.").format(label=label),
        "invalid": _("Ô “{label}” chưa đúng. Xin gõ lại.").format(label=label),
        "invalid_choice": _("Lựa chọn này không có trong danh sách. Xin chọn lại."),
        "max_length": _("Dài quá. Xin gõ nhiều nhất {longest} ký tự.").format(
            longest=getattr(field, "max_length", None)
        ),
        "min_value": _("Ô “{label}” nhỏ nhất là {least}.").format(label=label, least=getattr(field, "min_value", None)),
        "max_value": _("Ô “{label}” lớn nhất là {most}.").format(label=label, most=getattr(field, "max_value", None)),
        "null_characters_not_allowed": _("Có ký tự lạ không đọc được. Xin xóa đi rồi gõ lại."),
    }
