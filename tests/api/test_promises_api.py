"""The twelve promises as JSON: the same figures as on the pages, for programs of others."""

import json
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from tests import builders
from tests.builders import BIRTH, NOW, House
from tests.web.conftest import Clock, _nothing_is_ready, citizen, clock
from tests.web.doors import Browser, statements
from vidan.actions import dossiers
from vidan.actions import promises as acts
from vidan.api import promises as api
from vidan.domain.people import program
from vidan.domain.promises import Figure, LaidDown
from vidan.queries.promises import tables

__all__ = ["_nothing_is_ready", "citizen", "clock"]
ALL = "/api/v1/promises"


def asked(citizen: Browser, address: str) -> Any:
    answer = citizen.client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


@pytest.fixture
def work(house: House, clock: Clock) -> House:
    """Twelve dossiers of the day before yesterday, one of them still open past its day."""
    then = NOW - timedelta(days=4)
    for number in range(12):
        row = builders.receive(house.one_stop, BIRTH, now=then)
        if number:
            dossiers.finish(house.one_stop, row.code, now=then + timedelta(minutes=10))
    return house


def test_every_figure_stands_with_its_window_and_leads_to_the_rest(work: House, citizen: Browser) -> None:
    told = asked(citizen, ALL)
    assert (told["commune"], told["as_of"]) == ("14950", "2026-11-17")
    eighth = told["promises"][7]
    assert (eighth["number"], eighth["name"]["en"]) == (8, "Never late")
    assert {key: eighth["windows"]["90"][key] for key in ("kept", "counted")} == {"kept": 11, "counted": 12}
    assert eighth["windows"]["90"]["verdict"] == "missed"
    assert asked(citizen, eighth["url"].partition("testserver")[2] or eighth["url"])["promise"]["number"] == 8


def test_one_promise_says_how_it_is_counted_and_what_would_disprove_it(work: House, citizen: Browser) -> None:
    quarter = tables.quarter_to_keep(NOW.date())
    table = LaidDown(8, "village", (("Ấm", Figure(7, 9)),), Figure(4, 5))
    acts.keep_tables(program(work.commune.pk), *quarter, [table], now=NOW)
    told = asked(citizen, f"{ALL}/8")["promise"]
    assert {"formula", "evidence", "disproof", "counted"} <= told["definition"]["en"].keys()
    assert told["definition"]["owner"] == "one_stop"
    assert len(told["months"]) == 13
    assert told["tables"] == [
        {
            "by": "village",
            "first": quarter[0].isoformat(),
            "last": quarter[1].isoformat(),
            "cells": [{"name": "Ấm", "kept": 7, "counted": 9}],
            "others": {"kept": 4, "counted": 5},
        }
    ]
    assert told["corrections"] == []


def test_rows_come_by_parts_and_end_with_yesterday(
    work: House, citizen: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.receive(work.one_stop, BIRTH, now=NOW)
    monkeypatch.setattr(api, "ROWS", 7)
    first = asked(citizen, f"{ALL}/8/rows")
    assert (first["as_of"], first["figure"], len(first["rows"])) == ("2026-11-16", {"kept": 11, "counted": 12}, 7)
    assert (first["rows"][0]["finished_on"], first["rows"][0]["kept"]) == (None, False), "what is open stands first"
    then = asked(citizen, first["next"])
    assert (len(then["rows"]), then["next"]) == (5, None)
    assert set(then["rows"][0]) == {"reference", "received_on", "due_on", "finished_on", "kept"}
    references = [row["reference"] for row in first["rows"] + then["rows"]]
    assert len(set(references)) == 12
    assert references[1:] == sorted(references[1:])


def test_one_reads_on_from_among_the_open_ones(work: House, citizen: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "ROWS", 1)
    address, found = f"{ALL}/8/rows", []
    while address:
        told = asked(citizen, address)
        found += [row["reference"] for row in told["rows"]]
        address = told["next"]
    assert len(found) == len(set(found)) == 12


def test_the_scorecards_tell_what_is_behind_each_component(work: House, citizen: Browser) -> None:
    assert citizen.client.get("/api/v1/scorecards").status_code == 404, "of that quarter there is no record"
    march = NOW - timedelta(days=240)
    dossiers.finish(work.one_stop, builders.receive(work.one_stop, BIRTH, now=march).code, now=march)
    acts.enter_input(work.leader, tables.quarter_to_keep(NOW.date())[1], "posted", 9, 10, "Đếm ngày 5/10", now=NOW)
    told = asked(citizen, "/api/v1/scorecards")
    assert (told["indicators"]["card"], told["index_estimate"]["card"]) == ("TT01-2018", "QD766-2022")
    assert told["typed_in"]["posted"] == {"kept": 9, "counted": 10, "source": "Đếm ngày 5/10", "on": "2026-11-17"}
    assert told["indicators"]["points"]["1"] is None, "nothing ended in that quarter"


@pytest.mark.parametrize(
    "address",
    [
        f"{ALL}/0",
        f"{ALL}/13",
        f"{ALL}/8/rows?after=open",
        f"{ALL}/8/rows?after=2026-13-01.{32 * 'a'}",
        "/api/v1/scorecards?quarter=2026-11-17",
    ],
)
def test_what_is_not_there_is_not_found(house: House, citizen: Browser, address: str) -> None:
    assert citizen.client.get(address).status_code == 404


def test_who_has_it_already_is_told_so_and_it_asks_little_of_the_database(work: House, citizen: Browser) -> None:
    with statements() as ran:
        answer = citizen.client.get(ALL)
    assert len(ran) <= 5, ran
    again = citizen.client.get(ALL, headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("address", "status"),
    [(f"{ALL}/99", 404), ("/api/v1/nowhere", 404), ("/open311/v2/nowhere", 404), ("/open311/nowhere.json", 404)],
)
def test_what_goes_wrong_is_told_to_programs_in_their_form(citizen: Browser, address: str, status: int) -> None:
    answer = citizen.client.get(address)
    assert answer.status_code == status
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert [error["code"] for error in json.loads(answer.content)] == [status]


def test_a_method_that_is_not_taken_is_told_in_the_form_that_was_asked_for(citizen: Browser) -> None:
    answer = citizen.client.delete("/open311/v2/services.xml")
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, "text/xml; charset=utf-8")
    told = fromstring(answer.content)
    assert (told.tag, told.findtext("error/code")) == ("errors", "405")
    assert (told.findtext("error/description") or "").startswith("Ở đây không nhận cách gọi này")
