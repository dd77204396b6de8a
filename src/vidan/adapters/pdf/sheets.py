"""What each printed sheet says: plain texts and numbers, ready to be set; the words are chosen above, not here.

Texts may come from anybody's keyboard: they are set letter by letter, never read as markup. Identity numbers and phones
are masked once more when a sheet is printed, so that a full one cannot slip onto paper.
"""

from dataclasses import dataclass
from typing import Literal

Paper = Literal["a5", "a5-landscape", "a4"]


@dataclass(frozen=True)
class PaperLine:
    """One paper handed in: how many originals and how many copies (certified or not)."""

    name: str
    originals: int = 0
    copies: int = 0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ReceiptSheet:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01 of TT 03/2025/TT-VPCP), with the four lines people need.

    `printed_on` is an ISO date (also the document's date: the same sheet gives the same bytes). `addressed` is how we
    speak to the person ("ông Nguyễn Văn An"). `lookup_address` is the page where code and secret are typed, without the
    secret; `tracking_url` is what the QR holds. Empty texts leave their line out.
    """

    office: str
    centre: str
    place: str
    printed_on: str
    code: str
    secret: str
    tracking_url: str
    lookup_address: str
    addressed: str
    procedure: str
    promised_words: str
    holder: str
    call: str
    applicant: str
    received_words: str
    time_limit: str
    delivery: str
    receiver: str
    papers: tuple[PaperLine, ...] = ()
    sets: int = 1
    number: str = ""
    channel: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""
    owner: str = ""
    owner_address: str = ""
    request: str = ""
    fee: str = ""
    explanation: str = ""
    checkpoint_line: str = ""
    print_number: int = 1
    demo: bool = False
    training: bool = False


@dataclass(frozen=True, kw_only=True)
class BlankSheet:
    """Numbered blank receipts, one to a page, to be filled in by pen when there is no power.

    `codes`, `secrets` and `tracking_urls` belong together paper by paper.
    """

    office: str
    centre: str
    place: str
    printed_on: str
    lookup_address: str
    call: str
    codes: tuple[str, ...]
    secrets: tuple[str, ...]
    tracking_urls: tuple[str, ...]
    demo: bool = False
    training: bool = False


@dataclass(frozen=True)
class MissingPaper:
    """One paper still needed: when it is needed (`condition`), and why this dossier lacks it (`reason`)."""

    name: str
    condition: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class SupplementSheet:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (form 02): everything missing, asked for once.

    `code` is empty when the dossier was not taken in; `owner` is whose it is, where `applicant` hands it in for her.
    `answer_before` says in words until when the papers are awaited.
    `guide_url` is drawn as a QR (the procedure's guide, or the tracking page). `basis` is the published list the papers
    stand in.
    """

    office: str
    centre: str
    place: str
    printed_on: str
    addressed: str
    applicant: str
    procedure: str
    missing: tuple[MissingPaper, ...]
    ask_where: str
    ask_call: str
    adviser: str
    code: str = ""
    owner: str = ""
    number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""
    request: str = ""
    answer_before: str = ""
    basis: str = ""
    guide_url: str = ""
    guide_words: str = ""
    head_reason: str = ""
    checkpoint_line: str = ""
    demo: bool = False
    training: bool = False


@dataclass(frozen=True, kw_only=True)
class EndingSheet:
    """Phiếu từ chối (form 03) or Thông báo dừng giải quyết (form 05): the reason, its basis, what one may do now.

    `owner` and `guide_url` as in `SupplementSheet`.
    """

    title: str
    office: str
    centre: str
    place: str
    printed_on: str
    code: str
    applicant: str
    procedure: str
    received_words: str
    lead: str
    reason: str
    rights: tuple[str, ...]
    ask_where: str
    ask_call: str
    signer_role: str
    signer: str
    number: str = ""
    owner: str = ""
    basis: str = ""
    guide_url: str = ""
    guide_words: str = ""
    address: str = ""
    phone: str = ""
    identity_number: str = ""
    checkpoint_line: str = ""
    demo: bool = False
    training: bool = False


@dataclass(frozen=True, kw_only=True)
class GuideSheet:
    """What to bring for a procedure, to take home: `papers` are (name, condition), `large` is half as large again.

    `own_code`: the papers are the asker's own, under this code; `usual`: how long it really takes here.
    """

    office: str
    printed_on: str
    title: str
    name: str
    papers: tuple[tuple[str, str], ...]
    limit: str
    fee: str
    result: str
    steps: tuple[str, ...]
    where: str
    hours: str
    call: str
    address: str
    own_code: str = ""
    usual: str = ""
    large: bool = False
    demo: bool = False
    training: bool = False


@dataclass(frozen=True, kw_only=True)
class SampleSheet:
    """A form filled in as an example: `parts` are (title, boxes), a box (what it asks, what is written, help)."""

    office: str
    printed_on: str
    title: str
    source: str
    procedure: str
    parts: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    call: str
    address: str
    #: Always: the people on it are invented.
    demo: bool = True
    training: bool = False


@dataclass(frozen=True, kw_only=True)
class KeySheet:
    """The sheet for the safe: the key as syllables and as the text of a QR."""

    commune: str
    made_on: str
    words: tuple[str, ...]
    qr_text: str
    demo: bool = False


@dataclass(frozen=True, kw_only=True)
class SurveySheet:
    """Slips of the survey, four to an A4: code and QR, and the questions to be ticked by whoever prefers a pen.

    `codes` and `urls` belong together slip by slip.
    """

    office: str
    printed_on: str
    address: str
    questions: tuple[str, ...]
    scale: tuple[str, ...]
    codes: tuple[str, ...]
    urls: tuple[str, ...]
    demo: bool = False
    training: bool = False


@dataclass(frozen=True, kw_only=True)
class PosterSheet:
    """Posters with a QR, a place on each page; `places` and `urls` belong together page by page."""

    office: str
    printed_on: str
    title: str
    lead: str
    address: str
    promise: str
    danger: str
    places: tuple[str, ...]
    urls: tuple[str, ...]
    call: str = ""
    demo: bool = False
    training: bool = False


@dataclass(frozen=True)
class ListColumn:
    """A column of a printed list: `width` is its share of the line, 0 for as narrow as its longest word."""

    name: str
    width: float = 0
    centred: bool = False


@dataclass(frozen=True, kw_only=True)
class ListSheet:
    """A printed list: sổ theo dõi, phiếu kiểm soát, danh sách bàn giao, the history of a matter.

    `told` are lines above the table (label, value); `signers` the titles under which people sign; `strong` the places
    of rows that are sums or heads; `large`: to be read on a wall.
    """

    title: str
    office: str
    centre: str
    place: str
    printed_on: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    subtitle: str = ""
    told: tuple[tuple[str, str], ...] = ()
    note: str = ""
    empty: str = "Không có hồ sơ nào."
    foot: str = ""
    number: str = ""
    signers: tuple[str, ...] = ()
    strong: tuple[int, ...] = ()
    large: bool = False
    checkpoint_line: str = ""
    demo: bool = False
    training: bool = False


@dataclass(frozen=True, kw_only=True)
class PromisesSheet:
    """The poster of the twelve promises, a place on each page; `places` and `urls` belong together page by page.

    `groups`: name and lines of (promise, in plain words, last month's figure or empty). `month`: of which month.
    """

    office: str
    printed_on: str
    groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    please: tuple[str, ...]
    always: tuple[str, ...]
    month: str
    address: str
    places: tuple[str, ...]
    urls: tuple[str, ...]
    call: str = ""
    demo: bool = False
    training: bool = False
