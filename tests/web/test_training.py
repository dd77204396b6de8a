"""Every page and paper of the training commune says what it is; it has no board of promises."""

import argparse
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tests.builders import NOW, House
from tests.web.doors import Browser
from vidan.actions import people
from vidan.cli.commands import training
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Mandate, Role, officer
from vidan.queries import communes
from vidan.store.models import Commune, Matter, Officer

MARK = "Bản tập huấn"


@pytest.fixture
def learner(house: House, clock: object) -> Actor:
    """The one-stop learner of a training commune."""
    training.run(argparse.Namespace(commune=None, host="tap-huan.example"))
    communes.forget_hosts()
    commune = Commune.objects.get(training=True)
    row = Officer.objects.get(commune=commune, login__contains="mot-cua")
    return officer(commune.pk, row.pk, row.name, [Mandate(Role.ONE_STOP, local_day(NOW))], local_day(NOW))


def desk(learner: Actor) -> Browser:
    """His browser, after he chose his own password."""
    people.set_password(learner.officer_id or 0, "nắng mới bên sông Mã", now=NOW)
    return Browser(learner)


def test_each_page_of_the_office_is_marked(learner: Actor) -> None:
    browser = desk(learner)
    code = Matter.objects.of(learner.commune_id).filter(kind="dossier").earliest("pk").code
    for path in ("/can-bo/", "/can-bo/tiep-nhan", "/can-bo/ho-so", "/can-bo/giay-in-san", f"/can-bo/ho-so/{code}"):
        page = browser.open(path)
        assert page.status == 200
        assert MARK in page.words, path


def test_each_paper_is_marked(learner: Actor) -> None:
    code = Matter.objects.of(learner.commune_id).filter(kind="dossier").earliest("pk").code
    answer = desk(learner).open(reverse("office.receipt_pdf", args=[code])).response
    assert "BẢN TẬP HUẤN, KHÔNG CÓ GIÁ TRỊ" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()


def test_its_public_pages_are_marked_and_it_has_no_board(learner: Actor, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    browser = Browser()
    browser.client.defaults["SERVER_NAME"] = "tap-huan.example"
    for path in ("/", "/thu-tuc/", "/ho-so/tra-cuu", "/y-kien"):
        assert MARK in browser.open(path).words, path
    board = browser.open("/loi-hua/")
    assert "Đây là bản tập huấn, không có bảng lời hứa" in board.words
    assert browser.open("/du-lieu/promises.json").status == 404
