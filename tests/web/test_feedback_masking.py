"""Faces and plates are covered by drawing, by numbers, or without scripts by two presses on the photo."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tests.builders import House
from tests.web.doors import Browser, Page
from tests.web.test_feedback_pages import code_of, say, to_desk
from vidan.store.models import FeedbackPhoto

BrowserOf = Callable[..., Browser]
Marking = tuple[Browser, str, str]


@pytest.fixture
def marking(citizen: Browser, house: House, browser_of: BrowserOf) -> Marking:
    """An officer's browser, the address of the page that covers, that of the photo."""
    kept, halves = BytesIO(), Image.new("L", (60, 40), 0)
    halves.paste(255, (30, 0, 60, 40))
    halves.save(kept, "PNG")
    say(citizen, photos=SimpleUploadedFile("anh.png", kept.getvalue(), "image/png"))
    code, desk = code_of(house), browser_of(house.specialist)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    photo = FeedbackPhoto.objects.of(house.commune).get().pk
    at = [code, photo]
    return desk, reverse("office.feedback_mask", args=at), reverse("office.feedback_photo", args=at)


def press(desk: Browser, page: Page, path: str, across: int, down: int) -> Page:
    fields = {name: " ".join(values) for name, values in page.form().values.items()}
    return desk.post(path, fields | {"press.x": str(across), "press.y": str(down)})


def test_without_scripts_two_presses_make_an_area_that_is_shown_covered_before_it_is_kept(
    house: House, marking: Marking
) -> None:
    desk, path, photo = marking
    page = desk.open(path)
    height = int(page.html.partition('name="press"')[2].partition('height="')[2].partition('"')[0])
    first = press(desk, page, path, 64, height // 4)
    assert first.status == 200
    assert "Bấm góc đối diện" in first.words
    page.form().values["corner"] = ["-500,99999"]
    assert press(desk, page, path, 64, int("9" * 4000)).field("areas") == ""
    assert press(desk, first, path, 0, 0).field("areas") == ""  # Enter on the photo is no place
    second = press(desk, first, path, 26, height)
    assert second.field("areas") == "10,25,25,100"
    assert f"{photo}?che=10%2C25%2C25%2C100" in second.html
    desk.follow(desk.send(second))
    assert FeedbackPhoto.objects.of(house.commune).get().shown


def test_the_preview_covers_what_will_be_covered_and_the_original_stays(marking: Marking) -> None:
    desk, _path, photo = marking
    whole, covered = (
        Image.open(BytesIO(desk.client.get(photo, given).content)).convert("L")
        for given in ({}, {"che": "0,0,100,100"})
    )
    assert whole.size == covered.size
    assert [whole.getpixel((at, 20)) for at in (25, 35)] == [0, 255]
    assert covered.getpixel((25, 20)) == covered.getpixel((35, 20)) == pytest.approx(127, abs=4)
    for wrong in ("9", "a,b,c,d", "50,50,10,10", "1,1,2,2;" * 30, "9" * 5000 + ",1,2,3", "²,1,2,3"):
        assert desk.client.get(photo, {"che": wrong}).content == desk.client.get(photo).content


def test_numbers_that_are_no_area_are_refused_and_none_at_all_may_be_said(house: House, marking: Marking) -> None:
    desk, path, _photo = marking
    for wrong in ("", "1,2,3", "90,0,10,10", "0,0,101,5", "\n".join(["1,1,2,2"] * 21)):
        page = desk.send(desk.open(path), areas=wrong)
        assert page.status == 422, wrong
        assert page.field("areas").split() == wrong.split()
    assert not FeedbackPhoto.objects.of(house.commune).get().shown
    desk.follow(desk.send(desk.open(path), areas="Không"))
    assert FeedbackPhoto.objects.of(house.commune).get().shown
