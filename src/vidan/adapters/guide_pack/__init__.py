"""The whole guide as a folder of static pages: opens from a telephone or a USB stick, without network and without us.

Every page is under 30 KB and works without scripts; the search is a script and a table in parts, loaded from the same
folder (`file://` allows no other way). `danh-sach.txt` names each file with its SHA-256 (the form of `sha256sum`) and
is signed as a note (`danh-sach.ky`), so that anybody can see that nothing was added, changed or left out;
`DOC-TRUOC.txt` tells the key and how to check. Recordings and small forms lie beside the pages.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path

from vidan.adapters.signing import ed25519
from vidan.domain.errors import Refused
from vidan.domain.ledger import note
from vidan.domain.procedures.guide import offline
from vidan.domain.procedures.guide.offline import OfflineIndex
from vidan.domain.procedures.guide.words import Lexicon
from vidan.domain.procedures.plain import Term
from vidan.domain.procedures.samples import FilledSample

LARGEST = 30_000
LISTING, SIGNATURE, README = "danh-sach.txt", "danh-sach.ky", "DOC-TRUOC.txt"
_PART = 28_000
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]")
_SCRIPT = '<script src="tim.js"></script>'
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class PackFile:
    """A file beside a page, as it is: a recording (`sound`) or a form. `words` say what it is; `read` gives it."""

    name: str
    words: str
    read: Callable[[], bytes]
    sound: bool = False


@dataclass(frozen=True)
class PackPage:
    """One procedure, ready to be shown; `papers`: name and condition; `facts`: what and how, in order.

    `group`: under which situation of life it is listed; `samples`: keys of the filled forms; `files`: what lies beside.
    """

    key: str
    title: str
    name: str
    group: str
    papers: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    terms: tuple[Term, ...]
    samples: tuple[str, ...] = ()
    files: tuple[PackFile, ...] = ()


@dataclass(frozen=True)
class Pack:
    """All that goes into the folder; `elsewhere`: by key whose work it is, and where."""

    office: str
    phone: str
    address: str
    hours: str
    made_on: str
    demo: bool
    pages: tuple[PackPage, ...]
    elsewhere: Mapping[str, tuple[str, str]]
    index: OfflineIndex
    lexicon: Lexicon
    samples: Mapping[str, FilledSample] = field(default_factory=dict)


def write(pack: Pack, folder: Path, signer: note.Signer, tell: Tell) -> int:
    """Write the folder, which must be new or empty. Returns how many files it holds. Raises OSError when the disk does.

    Refused `procedures.pack.not_empty`, and `procedures.pack.too_large` for a page over 30 KB.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise Refused("procedures.pack.not_empty", field="folder", folder=folder.name)
    listed: list[str] = []
    pages = [*_files(pack), (README, _read_first(pack, signer.verifier_key))]
    beside = [file for page in pack.pages for file in page.files]
    whole = len(pages) + len(beside)
    for name, text in pages:
        data = text.encode()
        if len(data) > LARGEST:
            raise Refused("procedures.pack.too_large", name=name, size=len(data), most=LARGEST)
        listed.append(_put(folder / name, data))
        tell(len(listed), whole)
    for file in beside:
        listed.append(_put(folder / file.name, file.read()))
        tell(len(listed), whole)
    listing = "".join(sorted(listed, key=lambda line: line[66:]))
    _put(folder / LISTING, listing.encode())
    head = f"vi-dan/guide-pack\n{pack.made_on}\n{sha256(listing.encode()).hexdigest()}\n"
    _put(folder / SIGNATURE, note.sign(head, [signer]).encode())
    return whole + 2


def _put(path: Path, data: bytes) -> str:
    """A file that everybody may read, for the folder is made to be given away; its line of the listing."""
    path.write_bytes(data)
    path.chmod(0o644)
    return f"{sha256(data).hexdigest()}  {path.name}\n"


def _read_first(pack: Pack, vkey: str) -> str:
    """What the folder is, whose key signed it, and how anybody checks it."""
    return (
        f"HƯỚNG DẪN THỦ TỤC, BẢN MANG ĐI\n{pack.office}, làm ngày {pack.made_on}\n\n"
        "Mở tệp index.html: đọc và tìm được ngay, không cần mạng.\n\n"
        "CÓ ĐÚNG BẢN CỦA XÃ KHÔNG?\n"
        f"Khóa ký bản này: {vkey}\n\n"
        "1. Đối chiếu dòng khóa trên với dòng khóa ở trang của xã, mục Thủ tục, «Bản mang đi»,\n"
        "   hoặc dán ở bảng tin trụ sở. Khóa ở đó mới là khóa thật.\n"
        "2. Từng tệp còn nguyên: trong thư mục này gõ   sha256sum -c danh-sach.txt\n"
        "3. Đúng chữ ký của xã: trên máy có chương trình Vì Dân gõ\n"
        f"   vidan guide verify THƯ_MỤC --key '{vkey}'\n\n"
        f"Thủ tục có thể đổi; trước khi đi xin gọi hỏi lại: {pack.phone}\n"
    )


def verify(folder: Path, vkey: str) -> str:
    """The day the folder was made, when it is whole and signed by this key (a line of the ledger's form).

    Refused: `procedures.pack.no_pack`, `procedures.pack.changed` (with the file), and what a note is refused for.
    """
    try:
        listing, signed = (folder / LISTING).read_bytes(), (folder / SIGNATURE).read_bytes()
    except OSError as problem:
        raise Refused("procedures.pack.no_pack", field="folder", folder=folder.name) from problem
    opened = note.open_note(signed, [note.LogKey(note.parse_verifier_key(vkey), ed25519.check)])
    kind, made_on, digest = (*opened.text.splitlines(), "", "", "")[:3]
    if kind != "vi-dan/guide-pack" or digest != sha256(listing).hexdigest():
        raise Refused("procedures.pack.changed", name=LISTING)
    expected = {line[66:]: line[:64] for line in listing.decode().splitlines()}
    there = {path.name for path in folder.iterdir()} - {LISTING, SIGNATURE}
    for name in sorted(there ^ expected.keys()):
        raise Refused("procedures.pack.changed", name=name)
    for name, digest in sorted(expected.items()):
        if sha256((folder / name).read_bytes()).hexdigest() != digest:
            raise Refused("procedures.pack.changed", name=name)
    return made_on


def page_name(key: str) -> str:
    """`1.001193.html`; what a file system may not like becomes a hyphen."""
    return f"tt-{safe(key)}.html"


def safe(key: str) -> str:
    """A key as part of a file's name."""
    return _UNSAFE.sub("-", key)


def _files(pack: Pack) -> Iterable[tuple[str, str]]:
    resources = files(__name__)
    yield "trang.css", (resources / "trang.css").read_text(encoding="utf-8")
    yield "tim.js", (resources / "tim.js").read_text(encoding="utf-8")
    groups = list(dict.fromkeys(page.group for page in pack.pages))
    yield "index.html", _first_page(pack, groups)
    for number, name in enumerate(groups, start=1):
        rows = [page for page in pack.pages if page.group == name]
        yield f"nhom-{number}.html", _page(pack, name, f"<h1>{escape(name)}</h1>{_list(rows)}")
    for page in pack.pages:
        yield page_name(page.key), _page(pack, page.title, _procedure(pack, page))
    for sample in pack.samples.values():
        yield _sample_name(sample.key), _page(pack, sample.title, _sample(sample))
    yield from _tables(pack)


def _first_page(pack: Pack, groups: Sequence[str]) -> str:
    listed = "".join(
        f'<li><a href="nhom-{number}.html">{escape(name)}</a></li>' for number, name in enumerate(groups, start=1)
    )
    body = (
        "<h1>Hướng dẫn thủ tục</h1>"
        '<form id="tim" role="search" hidden><label for="q">Nói bằng lời của mình, gõ không dấu cũng được</label>'
        '<input id="q" name="q" type="search" maxlength="600" autocomplete="off"><button>Tìm</button></form>'
        '<p id="noi" role="status"></p><ul id="thay"></ul>'
        "<p>Có người đang gặp nguy hiểm: cấp cứu <b>115</b>, cứu hỏa <b>114</b>, công an <b>113</b>, "
        "trẻ em <b>111</b>.</p>"
        f"<h2>Nhà mình đang có việc gì?</h2><ul>{listed}</ul>"
        f"<h2>Hỏi ở đâu</h2><p>{escape(pack.address)}<br>{escape(pack.hours)}<br>{_call(pack.phone)}</p>"
    )
    return _page(pack, "Hướng dẫn thủ tục", body, script=True)


def _call(phone: str) -> str:
    dialled = re.sub(r"[^\d+]", "", phone)
    return f'Điện thoại: <a href="tel:{dialled}">{escape(phone)}</a>' if dialled else ""


def _list(rows: Iterable[PackPage]) -> str:
    items = (f'<li><a href="{page_name(page.key)}">{escape(page.title)}</a></li>' for page in rows)
    return f"<ul>{''.join(items)}</ul>"


def _sample_name(key: str) -> str:
    return f"mau-{key}.html"


def _sample(sample: FilledSample) -> str:
    parts = "".join(
        f"<h2>{escape(part.title)}</h2><dl>"
        + "".join(
            f"<dt>{escape(box.asks)}</dt><dd><b>{escape(box.written)}</b>"
            f"{f'<br><small>{escape(box.help)}</small>' if box.help else ''}</dd>"
            for box in part.boxes
        )
        + "</dl>"
        for part in sample.parts
    )
    return (
        f"<h1>Mẫu điền sẵn: {escape(sample.title)}</h1>"
        '<p class="demo">Người, số và nơi trên tờ đều đặt ra, chỉ để xem cách ghi; không dùng để nộp.</p>'
        f"{parts}<p><small>Theo {escape(sample.source)}.</small></p>"
    )


def _beside(pack: Pack, page: PackPage) -> str:
    """Recordings to hear, then forms: filled ones to look at, files to print."""
    sounds = "".join(
        f'<p>{escape(file.words)}<br><audio controls preload="none" src="{escape(file.name)}"></audio></p>'
        for file in page.files
        if file.sound
    )
    links = [(_sample_name(key), f"Xem cách điền: {pack.samples[key].title}") for key in page.samples]
    links += [(file.name, file.words) for file in page.files if not file.sound]
    listed = "".join(f'<li><a href="{escape(name)}">{escape(words)}</a></li>' for name, words in links)
    return sounds + (f"<h2>Tờ đơn và mẫu điền sẵn</h2><ul>{listed}</ul>" if listed else "")


def _procedure(pack: Pack, page: PackPage) -> str:
    papers = "".join(
        f"<li>{escape(name)}{f'<br><small>{escape(condition)}</small>' if condition else ''}</li>"
        for name, condition in page.papers
    )
    facts = "".join(f"<dt>{escape(what)}</dt><dd>{escape(how)}</dd>" for what, how in page.facts if how)
    steps = "".join(f"<li>{escape(step)}</li>" for step in page.steps)
    terms = "".join(f"<dt>{escape(term.words)}</dt><dd>{escape(term.means)}</dd>" for term in page.terms)
    brought = f"<ul>{papers}</ul>" if papers else "<p>Không cần giấy tờ gì ngoài giấy tùy thân.</p>"
    return (
        f"<h1>{escape(page.title)}</h1><p><small>{escape(page.name)}</small></p>"
        f"<h2>Cần mang theo</h2>{brought}{_beside(pack, page)}"
        f"<h2>Bao lâu, bao nhiêu tiền, ở đâu</h2><dl>{facts}</dl>"
        + (f"<h2>Các bước</h2><ol>{steps}</ol>" if steps else "")
        + (f"<h2>Chữ khó, nói cho dễ hiểu</h2><dl>{terms}</dl>" if terms else "")
    )


def _page(pack: Pack, title: str, body: str, *, script: bool = False) -> str:
    demo = '<p class="demo">Dữ liệu minh họa: mọi người và số liệu ở đây đều được đặt ra.</p>' if pack.demo else ""
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="trang.css">'
        f'</head><body>{demo}<header><nav><a href="index.html">{escape(pack.office)}</a></nav></header>'
        f"<main>{body}</main><footer><p><small>Bản mang đi, làm ngày {escape(pack.made_on)}. Thủ tục có thể đổi; "
        "trước khi đi xin gọi hỏi lại.</small></p></footer>"
        f"{_SCRIPT if script else ''}</body></html>\n"
    )


def _tables(pack: Pack) -> Iterable[tuple[str, str]]:
    """`tim-0.js` says how many parts there are and how it is counted; the parts hold the marks, names and words."""
    marks = (
        f"{json.dumps(mark, ensure_ascii=False)}:"
        + json.dumps([rare, *(one for lead in leads for one in lead)], separators=(",", ":"))
        for mark, (rare, leads) in sorted(pack.index.marks.items())
    )
    words = (
        f"{json.dumps(typed, ensure_ascii=False)}:{json.dumps(meant, ensure_ascii=False, separators=(',', ':'))}"
        for typed, meant in sorted(pack.lexicon.standard.items())
    )
    meanings = (
        json.dumps([" ".join(phrase), name], ensure_ascii=False)
        for found in pack.lexicon.meanings.values()
        for phrase, name in found
    )
    told = [f"viDanPhan({{{part}}});\n" for part in _parted(marks)]
    told += [f"viDanLoi({{{part}}});\n" for part in _parted(words)]
    told += [f"viDanNghia([{part}]);\n" for part in _parted(meanings)]
    names = (f"{number}:{json.dumps(one, ensure_ascii=False)}" for number, one in enumerate(_found(pack)))
    told += [f"viDanTen({{{part}}});\n" for part in _parted(names)]
    head = {"parts": len(told), "phone": pack.phone, "faint": offline.FAINT, "strong": offline.STRONG}
    yield "tim-0.js", f"viDanDau({json.dumps(head, ensure_ascii=False)});\n"
    for number, part in enumerate(told, start=1):
        yield f"tim-{number}.js", part


def _parted(lines: Iterable[str]) -> Iterable[str]:
    """The lines joined by commas, in parts that an old telephone reads one by one."""
    part: list[str] = []
    size = 0
    for line in lines:
        weight = len(line.encode()) + 1
        if part and size + weight > _PART:
            yield ",".join(part)
            part, size = [], 0
        part.append(line)
        size += weight
    yield ",".join(part)


def _found(pack: Pack) -> list[tuple[str, str, str]]:
    """What each number stands for: title, page, and, for what is not the commune's, where to go."""
    titles = {page.key: (page.title, page_name(page.key), "") for page in pack.pages}
    known = titles | {key: (office, "", where) for key, (office, where) in pack.elsewhere.items()}
    return [known[key] for key in pack.index.keys]
