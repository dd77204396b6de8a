"""Every page, as those who may open it: axe finds nothing, nothing scrolls sideways, the keyboard gets there."""

import pytest
from playwright.sync_api import expect

from tests.e2e import counter, looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

PUBLIC = {
    "home": "/",
    "fields": "/thu-tuc/",
    "found": "/thu-tuc/?q=khai+sinh",
    "nothing found": "/thu-tuc/?q=zzzz",
    "whose work it is": "/thu-tuc/?q=nha+toi+mat+dien",
    "small talk": "/thu-tuc/?q=mai+co+mua+khong",
    "procedure": f"/thu-tuc/{counter.SINGLE}",
    "what a guide said": f"/thu-tuc/{counter.SINGLE}/lich-su",
    "a question about a guide": f"/y-kien?huong-dan={counter.SINGLE}",
    "a guide not clear": f"/thu-tuc/{counter.SINGLE}?hieu=chua",
    "a filled sample": f"/thu-tuc/{counter.SINGLE}/mau/doc-than",
    "the copy to take away": "/thu-tuc/ban-mang-di",
    "an answer not clear": "/thu-tuc/?q=khai+sinh&hieu=chua",
    "a guide on a day": f"/thu-tuc/{counter.SINGLE}?ngay=2026-05-03",
    "look-up": "/ho-so/tra-cuu",
    "survey": "/khao-sat",
    "survey's thanks": "/khao-sat/cam-on",
    "survey's results": "/khao-sat/ket-qua",
    "the steering board": "/ban-dieu-hanh",
    "days for the people": "/tiep-dan",
    "drafts": "/gop-y",
    "given": "/dong-gop",
    "what is published": "/cong-khai",
    "to say something": "/y-kien",
    "in which village": "/y-kien/ban-do",
    "what people said": "/y-kien/cong-khai",
    "what became of it": "/y-kien/tra-cuu",
    "contact": "/lien-he",
    "the public ledger": "/kiem-chung",
    "what is promised": "/gioi-thieu",
    "what the commune promises": "/xa-hua",
    "promises": "/loi-hua/",
    "a promise with rows": "/loi-hua/8",
    "a promise without": "/loi-hua/9",
    "corrections": "/loi-hua/dinh-chinh",
    "scorecards": "/phieu-diem",
    "parts": "/mau-giao-dien",
    "log-in": "/tai-khoan/dang-nhap",
    "not found": "/khong-co-trang-nay",
    "somebody else's dossier": "/ho-so/XX-010126-0001",
    "an old way in": "/can-bo/vao/khong-con-dung",
}
COUNTER = "hoa.le"
HELD = """select m.code from vidan_matter m join vidan_officer o on o.id = m.holder_id
          where o.login = ? and m.kind = 'dossier' and m.closed_at is null and m.paused_at is null order by m.id"""
READY = "select code from vidan_matter where state = 'ready' order by id"
UNSURE = """select key from vidan_procedure where limit_confirmed_at is null and limit_sure = 0
            and received_here = 1 and valid_until is null"""
OF_THE_BOARD = {
    "doubt": "select code from vidan_matter where kind = 'guide_doubt' and closed_at is null order by id",
    "member": "select id from vidan_member where until_on is null order by id",
    "milestone": "select max(id) from vidan_milestone",
    "meeting": "select code from vidan_meeting where kind = 'reception' and state = 'announced' order by id desc",
    "report": "select id from vidan_boardreport order by id desc",
    "briefing": "select id from vidan_briefing order by id desc",
    "score": "select id from vidan_assessment order by id desc",
    "lesson": "select code from vidan_lesson order by id",
    "said": "select code from vidan_matter where kind = 'feedback' and state = 'fb_acknowledged' order by id desc",
    "solved": "select code from vidan_matter where kind = 'feedback' and state = 'fb_solved' order by id desc",
    "complaint": "select code from vidan_matter where kind = 'feedback' and state = 'fb_accepted' order by id desc",
    "assignment": "select code from vidan_matter where kind = 'assignment' order by id desc",
}
#: Who opens what; {mine} is a dossier of his own.
OFFICE = {
    "hoa.le": [
        "/can-bo/", "/can-bo/ca-xa", "/can-bo/tiep-nhan", "/can-bo/tiep-nhan?q=zzzz", "/can-bo/tiep-nhan/{birth}",
        "/can-bo/tiep-nhan/{unsure}", "/can-bo/ho-so", "/can-bo/ho-so?q=zzzz", "/can-bo/ho-so/{mine}",
        "/can-bo/ho-so/{mine}/giay-tiep-nhan", "/can-bo/ho-so/{mine}/in-lai", "/can-bo/ho-so/{mine}/chuyen-buoc",
        "/can-bo/ho-so/{mine}/chuyen-nguoi", "/can-bo/ho-so/{mine}/tam-dung", "/can-bo/ho-so/{mine}/xong",
        "/can-bo/ho-so/{ready}/tra-ket-qua", "/can-bo/phim-tat", "/can-bo/ho-so?tre=1", "/can-bo/nhap-ho-so",
        "/can-bo/ban-giao", "/can-bo/giay-in-san", "/can-bo/buoi-sang", "/can-bo/nhac-viec", "/can-bo/nghi",
        "/can-bo/ho-so?tu-ngay=2026-01-01",
        "/can-bo/phieu-bo-sung/{slip}", "/can-bo/ho-so/{mine}/xin-rut", "/can-bo/ho-so/{mine}/sua-nham",
        "/can-bo/ho-so/{ready}/lam-lai", "/can-bo/ho-so/{ready}/cuoc-goi",
        "/can-bo/y-kien", "/can-bo/y-kien/ghi-ho", "/can-bo/y-kien/to-qr", "/can-bo/tiep-dan", "/can-bo/tiep-dan/ghi",
    ],
    "nam.pham": [
        "/can-bo/y-kien/{said}", "/can-bo/y-kien/{said}/tra-loi", "/can-bo/y-kien/{said}/chuyen-nguoi",
        "/can-bo/y-kien/{said}/chuyen-di", "/can-bo/y-kien/{solved}/chua-dong-y",
    ],
    "thao.ha": [
        "/can-bo/", "/can-bo/tiep-nhan", "/can-bo/ho-so/{mine}", "/can-bo/thu-tuc/{birth}", "/can-bo/van-ban",
        "/can-bo/van-ban/moi", "/can-bo/van-ban/moi/apology", "/can-bo/van-ban/{draft}/sua",
        "/can-bo/van-ban/ngay-vui-buon", "/can-bo/ho-so/{mine}/yeu-cau-bo-sung", "/can-bo/ho-so/{mine}/cho-nop-phi",
        "/can-bo/ho-so/{mine}/tu-choi", "/can-bo/ho-so/{mine}/hen-lai", "/can-bo/ho-so/{mine}/mat-hong",
        "/can-bo/ho-so/{mine}/can-giup",
    ],
    "yen.le": [
        "/can-bo/ban-dieu-hanh", "/can-bo/ban-dieu-hanh/van-ban", "/can-bo/ban-dieu-hanh/thanh-vien/moi",
        "/can-bo/ban-dieu-hanh/thanh-vien/{member}", "/can-bo/ke-hoach",
        "/can-bo/ke-hoach/moc/{milestone}/lui", "/can-bo/hop", "/can-bo/hop/moi",
        "/can-bo/hop/{meeting}", "/can-bo/bai-hoc", "/can-bo/bai-hoc/{lesson}", "/can-bo/lay-y-kien",
        "/can-bo/lay-y-kien/moi", "/can-bo/cong-khai", "/can-bo/cong-khai/12",
        "/can-bo/nhiem-vu/moi", "/can-bo/nhiem-vu/{assignment}", "/can-bo/bao-cao", "/can-bo/bao-cao/{report}",
        "/can-bo/can-doc", "/can-bo/can-doc/{briefing}", "/can-bo/tuyen-truyen", "/can-bo/tuyen-truyen/to-treo",
        "/can-bo/tu-cham", "/can-bo/tu-cham/{score}", "/can-bo/phieu-diem",
        "/can-bo/van-ban", "/can-bo/van-ban/{sealed}", "/can-bo/van-ban/{numbered}", "/can-bo/van-ban/so",
        "/can-bo/van-ban/so-dau", "/can-bo/van-ban/dong-gop",
    ],
    "viet.bui": [
        "/can-bo/thu-tuc/{birth}/de-nghi-sua", "/can-bo/thu-tuc/{birth}/nguoi-giu", "/can-bo/thu-tuc/sua",
        "/can-bo/thu-tuc/chua-hieu", "/can-bo/thu-tuc/chua-hieu/{doubt}", "/can-bo/thu-tuc/{birth}/ban-doc",
        "/can-bo/thu-tuc/{birth}/to-don", "/can-bo/y-kien/ai-nhan", "/can-bo/y-kien/ai-nhan/0", "/can-bo/truc",
        "/can-bo/", "/can-bo/ca-xa", "/can-bo/thu-tuc", "/can-bo/thu-tuc/{unsure}", "/can-bo/thu-tuc/nhap",
        "/can-bo/lich", "/can-bo/lich/ngay", "/can-bo/can-bo", "/can-bo/luot-xem", "/can-bo/van-ban",
        "/can-bo/van-ban/ky", "/can-bo/van-ban/quyen-ky", "/can-bo/dong-cua", "/can-bo/buoi-sang",
        "/can-bo/van-ban/chung-thu-so", "/can-bo/y-kien/{complaint}", "/can-bo/y-kien/{complaint}/theo-luat",
    ],
    "hong.bui": ["/can-bo/hom-nay", "/can-bo/ban-dieu-hanh", "/can-bo/ke-hoach"],
    "thang.lo": ["/can-bo/khao-sat", "/can-bo/khao-sat/go-phieu"],
    "khoa.pham": [
        "/can-bo/can-bo", "/can-bo/can-bo/moi", "/can-bo/can-bo/{officer}", "/can-bo/luot-xem",
        "/can-bo/can-bo/hop-chung",
    ],
}  # fmt: skip


def fill_in(path: str, login: str, served: Served, at_desk: Open) -> str:
    """The address with its names: things that the demo has, or that the counter makes now."""
    named = {"birth": counter.BIRTH}
    if "{mine}" in path:
        named["mine"] = served.one(HELD, login) or counter.receive(at_desk(COUNTER))
    if "{ready}" in path:
        named["ready"] = served.one(READY) or counter.make_ready(at_desk(COUNTER))
    for state in ("draft", "sealed", "numbered"):
        if f"{{{state}}}" in path:
            named[state] = served.one(f"select code from vidan_letter where state = '{state}' order by id desc")
    if "{slip}" in path:
        named["slip"] = served.one("select number from vidan_slip order by id")
    for name, query in OF_THE_BOARD.items():
        if f"{{{name}}}" in path:
            named[name] = served.one(query)
    if "{unsure}" in path:
        named["unsure"] = served.one(UNSURE)
    if "{officer}" in path:
        named["officer"] = served.one("select id from vidan_officer where login = 'thao.ha'")
    return path.format(**named)


@pytest.mark.parametrize("path", PUBLIC.values(), ids=PUBLIC)
def test_what_a_citizen_opens_is_easy_on_every_screen(look: Open, path: str) -> None:
    assert looking.everything_about(look(path)) == []


@pytest.mark.parametrize(("login", "path"), [(login, path) for login, paths in OFFICE.items() for path in paths])
def test_what_an_officer_opens_is_easy_on_every_screen(
    look: Open, at_desk: Open, served: Served, login: str, path: str
) -> None:
    assert looking.everything_about(look(fill_in(path, login, served, at_desk), login)) == []


def test_what_an_unlisted_paper_brings_with_it_is_easy_on_every_screen(at_desk: Open, served: Served) -> None:
    """The slip, the dossier that waits, both questions about it, and the work that the paper makes for its owner."""
    desk, specialist = at_desk(COUNTER), at_desk("thao.ha")
    code = counter.receive(desk)
    desk.goto(served.url(f"/can-bo/ho-so/{code}/chuyen-buoc"))
    counter.choose(desk, "Ai làm bước tiếp theo?", "Hà Thị Thảo")
    desk.get_by_role("button", name="Chuyển bước").click()
    specialist.goto(served.url(f"/can-bo/ho-so/{code}/yeu-cau-bo-sung"))
    specialist.get_by_label("Giấy tờ ngoài danh mục", exact=True).fill("Giấy xác nhận của trưởng thôn")
    specialist.get_by_label("Vì sao đòi giấy ngoài danh mục?").fill("hai nơi ghi khác nhau, phải hỏi lại")
    specialist.get_by_role("button", name="Lập phiếu yêu cầu").click()
    expect(specialist.get_by_text("ngoài danh mục").first).to_be_visible()
    assert looking.everything_about(specialist) == []
    for act in ("", "/da-bo-sung", "/dung", "/yeu-cau-lan-hai"):
        desk.goto(served.url(f"/can-bo/ho-so/{code}{act}"))
        assert looking.everything_about(desk) == []
    owed = served.one("select code from vidan_matter where kind = 'checklist' order by id desc")
    for act in ("", "/chuyen", "/xong"):
        desk.goto(served.url(f"/can-bo/viec/{owed}{act}"))
        assert looking.everything_about(desk) == []


def test_the_page_behind_a_letters_code_is_easy_on_every_screen(open_page: Open, served: Served) -> None:
    code = served.one("select verify_code from vidan_letter where sealed_at is not null order by id")
    assert looking.everything_about(open_page(f"/van-ban/{code}")) == []


def test_the_tracking_page_is_easy_on_every_screen(open_page: Open, served: Served) -> None:
    page = open_page(f"/ho-so/tra-cuu#{served.code}.{served.secret}")
    expect(page.locator("ol.steps")).to_be_visible()
    assert looking.everything_about(page) == []
