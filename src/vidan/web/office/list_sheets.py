"""Lists as paper and as workbooks: which columns, in which words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse

from vidan.adapters import pdf, spreadsheets
from vidan.domain.dossiers import State
from vidan.domain.matters import ClockHolder
from vidan.domain.moments import local, local_day
from vidan.queries.communes import CommuneCard
from vidan.queries.dossiers import DossierCard, Wanted
from vidan.queries.dossiers.books import BookRow, HandOver, ToldFact
from vidan.queries.ledger import newest_checkpoint_line
from vidan.queries.matters import HoldingCard
from vidan.speech import calendar as calendar_words
from vidan.speech import facts as fact_words
from vidan.speech import history
from vidan.speech.choices import DELIVERIES
from vidan.speech.states import STATES, limit_in_words
from vidan.web.office.printing import CENTRE

#: A book of more rows is a workbook, not paper.
MOST_PRINTED = 2000
MOST_ROWS = 50_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Table:
    """Headings and rows of a workbook."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[spreadsheets.Cell, ...], ...]


def workbook(table: Table, name: str) -> HttpResponse:
    """The table as an answer that is saved as a file."""
    answer = HttpResponse(spreadsheets.write_xlsx(table.headings, table.rows, title=table.title), content_type=XLSX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return answer


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment is not None else None


def _written(moment: datetime | None) -> str:
    return f"{local(moment):%d/%m/%Y}" if moment is not None else ""


def _clock(moment: datetime | None) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment is not None else ""


def _kept(row: BookRow) -> str:
    """Whether the first promise was kept, as a book notes it."""
    if row.first_due_at is None or row.ready_at is None:
        return ""
    return "trước hoặc đúng hẹn" if row.ready_at <= row.first_due_at else "quá hẹn"


def book_table(rows: Sequence[BookRow]) -> Table:
    """Sổ theo dõi hồ sơ with one fact a column."""
    headings = (
        "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Số lượng (bộ)", "Họ tên chủ hồ sơ", "Địa chỉ", "Số điện thoại",
        "Ngày nhận", "Ngày hẹn trả", "Ngày có kết quả", "Ngày trả", "Phương thức trả", "Người nhận", "Trạng thái",
        "Người giữ", "Ghi chú",
    )  # fmt: skip
    told = tuple(
        (
            number, row.code, row.procedure, row.sets, row.applicant, row.address, row.phone, _day(row.received_at),
            _day(row.due_at), _day(row.ready_at), _day(row.given_at), DELIVERIES.get(row.delivery, ""), row.receiver,
            STATES[row.state], row.holder, _kept(row),
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    return Table("Sổ theo dõi hồ sơ", headings, told)


def _sheet(commune: CommuneCard, printed_on: date, **words: Any) -> pdf.ListSheet:
    return pdf.ListSheet(
        office=f"Ủy ban nhân dân {commune.name}",
        centre=CENTRE,
        place=commune.short_name,
        printed_on=printed_on.isoformat(),
        foot=words["title"][:1] + words["title"][1:].lower(),
        checkpoint_line=newest_checkpoint_line(commune.id, printed_on.year),
        demo=settings.INVENTED,
        training=commune.training,
        **words,
    )


def _print(sheet: pdf.ListSheet, *, lying: bool = True) -> bytes:
    fonts = Path(settings.FONT_FOLDER) if settings.FONT_FOLDER else None
    return pdf.table(sheet, lying=lying, font_folder=fonts)


def book_pdf(rows: Sequence[BookRow], commune: CommuneCard, today: date, wanted: Wanted) -> bytes:
    """Form 07 of TT 03/2025/TT-VPCP."""
    column = pdf.ListColumn
    columns = (
        column("STT", centred=True), column("Mã hồ sơ", 1.6), column("Tên thủ tục hành chính", 2.2),
        column("Số bộ", centred=True), column("Họ tên chủ hồ sơ", 1.6), column("Địa chỉ, số điện thoại", 2),
        column("Ngày nhận", centred=True), column("Hẹn trả", centred=True), column("Có kết quả", centred=True),
        column("Ngày trả, phương thức, người nhận", 1.7), column("Ký nhận", 0.9), column("Ghi chú", 1),
    )  # fmt: skip
    printed = tuple(
        (
            str(number), row.code, row.procedure, str(row.sets), row.applicant,
            ", ".join(part for part in (row.address, row.phone) if part), _written(row.received_at),
            _written(row.due_at), _written(row.ready_at), _handed(row), "", _kept(row),
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    sheet = _sheet(
        commune,
        today,
        title="SỔ THEO DÕI HỒ SƠ",
        subtitle=_period(wanted),
        columns=columns,
        rows=printed,
        note=f"Cộng: {len(rows)} hồ sơ." if rows else "",
        signers=("NGƯỜI LẬP SỔ", "LÃNH ĐẠO TRUNG TÂM"),
    )
    return _print(sheet)


def _period(wanted: Wanted) -> str:
    first, last = wanted.received_from, wanted.received_until
    parts = [f"từ ngày {first:%d/%m/%Y}" if first else "", f"đến ngày {last:%d/%m/%Y}" if last else ""]
    return " ".join(part for part in ("Nhận", *parts) if part) if first or last else ""


def _handed(row: BookRow) -> str:
    if row.given_at is None:
        return ""
    return ", ".join(part for part in (_written(row.given_at), DELIVERIES.get(row.delivery, ""), row.receiver) if part)


def hand_over_table(rows: Sequence[HandOver]) -> Table:
    """Danh sách bàn giao hồ sơ as a workbook."""
    headings = ("STT", "Mã hồ sơ", "Thủ tục", "Người nộp", "Bên giao", "Bên nhận", "Giao lúc", "Hẹn trả")
    told = tuple(
        (number, row.code, row.procedure, row.applicant, row.given_by, row.taken_by, _clock(row.at), _day(row.due_at))
        for number, row in enumerate(rows, start=1)
    )
    return Table("Bàn giao hồ sơ", headings, told)


def hand_over_pdf(rows: Sequence[HandOver], commune: CommuneCard, day: date) -> bytes:
    """Danh sách bàn giao hồ sơ of one day, with a place for each who takes over to sign."""
    column = pdf.ListColumn
    columns = (
        column("STT", centred=True), column("Mã hồ sơ", 1.6), column("Thủ tục", 2), column("Người nộp", 1.5),
        column("Bên giao", 1.3), column("Bên nhận", 1.3), column("Giao lúc", centred=True),
        column("Hẹn trả", centred=True), column("Ký nhận", 1),
    )  # fmt: skip
    printed = tuple(
        (
            str(number), row.code, row.procedure, row.applicant, row.given_by, row.taken_by, _clock(row.at),
            _written(row.due_at), "",
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    sheet = _sheet(
        commune,
        day,
        title="DANH SÁCH BÀN GIAO HỒ SƠ",
        subtitle=f"Ngày {day:%d/%m/%Y}",
        columns=columns,
        rows=printed,
        empty="Ngày này không có hồ sơ nào đổi người giữ.",
        note=f"Cộng: {len(rows)} lượt bàn giao." if rows else "",
        signers=("BÊN GIAO", "BÊN NHẬN"),
    )
    return _print(sheet)


def control_slip_pdf(card: DossierCard, commune: CommuneCard, today: date) -> bytes:
    """Form 06: each hand-over of the dossier, with its hour, and whether its step came in time."""
    column = pdf.ListColumn
    columns = (
        column("TT", centred=True), column("Bên giao", 1.4), column("Bên nhận", 1.6), column("Nhận lúc", centred=True),
        column("Giao lúc", centred=True), column("Thời gian giữ", centred=True), column("Kết quả xử lý", 0.9),
        column("Việc, lý do", 1.8), column("Ký giao", 0.8), column("Ký nhận", 0.8),
    )  # fmt: skip
    day_minutes = 480
    rows, before = [], card.person.name
    for number, stretch in enumerate(card.holdings, start=1):
        line = history.lines([stretch])[0]
        held = calendar_words.duration(stretch.minutes, day_minutes)
        words = "; ".join(part for part in (line.title, stretch.reason) if part)
        given = _clock(stretch.until_at) or "đang giữ"
        rows.append(
            (
                str(number),
                before,
                line.who,
                _clock(stretch.from_at),
                given,
                held,
                _kept_till(card, stretch),
                words,
                "",
                "",
            )
        )
        before = line.who
    sheet = _sheet(
        commune,
        today,
        title="PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        told=_about(card),
        columns=columns,
        rows=tuple(rows),
        note=_outcome(card),
        signers=("NGƯỜI LẬP PHIẾU", "LÃNH ĐẠO TRUNG TÂM"),
    )
    return _print(sheet)


def _kept_till(card: DossierCard, stretch: HoldingCard) -> str:
    """Whether a desk gave it on before the date that was owed then; nothing while it has it, or while one waits."""
    owed = [promise.due_at for promise in card.promises if stretch.until_at and promise.made_at <= stretch.until_at]
    if stretch.until_at is None or not owed or stretch.clock is not ClockHolder.OFFICER:
        return ""
    if local_day(stretch.until_at) < local_day(owed[-1]):
        return "trước hạn"
    return "đúng hạn" if stretch.until_at <= owed[-1] else "quá hạn"


def _about(card: DossierCard) -> tuple[tuple[str, str], ...]:
    return (
        ("Mã hồ sơ", card.code),
        ("Thủ tục", card.procedure_name),
        ("Người nộp", card.person.name),
        ("Nhận lúc", _clock(card.received_at)),
        ("Thời hạn giải quyết", limit_in_words(card.limit)),
        ("Hẹn trả lần đầu", _clock(card.first_due_at)),
    )


def _outcome(card: DossierCard) -> str:
    if card.paused_at is not None and card.closed_at is None:
        return f"Hồ sơ đang tạm dừng: {STATES[card.state].lower()}."
    if card.closed_at is None or card.first_due_at is None:
        return "Hồ sơ đang được giải quyết."
    if card.state in (State.WITHDRAWN.value, State.STOPPED.value):
        return f"Kết quả xử lý: {STATES[card.state].lower()} (lúc {_clock(card.closed_at)})."
    kept = "trước hoặc đúng hẹn" if card.closed_at <= card.first_due_at else "quá hẹn"
    return f"Kết quả xử lý: {kept} (xong lúc {_clock(card.closed_at)})."


def history_pdf(card: DossierCard, facts: Sequence[ToldFact], commune: CommuneCard, today: date) -> bytes:
    """Every fact about one dossier, in the order in which it was written; nothing is left out."""
    column = pdf.ListColumn
    columns = (
        column("TT", centred=True), column("Xảy ra lúc", centred=True), column("Ghi lúc", centred=True),
        column("Việc", 1.3), column("Ai ghi", 1), column("Nội dung", 2.6),
    )  # fmt: skip
    rows = tuple(
        (
            str(number), _clock(fact.happened_at), _clock(fact.recorded_at), fact_words.title(fact.kind),
            fact.by or "chương trình", fact_words.told(fact.told),
        )
        for number, fact in enumerate(facts, start=1)
    )  # fmt: skip
    promises = tuple(
        (
            f"Lời hẹn thứ {promise.number}",
            f"{_clock(promise.due_at)} (ghi lúc {_clock(promise.made_at)}) {promise.basis}",
        )
        for promise in card.promises
    )
    sheet = _sheet(
        commune,
        today,
        title="LỊCH SỬ ĐẦY ĐỦ CỦA HỒ SƠ",
        subtitle="In từ sổ sự việc: mỗi dòng một việc đã ghi, không dòng nào sửa hay xóa được.",
        told=(*_about(card), *promises, ("Tình trạng", STATES[card.state])),
        columns=columns,
        rows=rows,
        note=_outcome(card),
        signers=("NGƯỜI IN", "NGƯỜI KIỂM TRA"),
    )
    return _print(sheet)
