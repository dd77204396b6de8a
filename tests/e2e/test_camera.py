"""The card before the machine's own camera: read by the browser, or, where it cannot, by the commune's server."""

from playwright.sync_api import Page, expect

from tests.e2e import counter
from tests.e2e.conftest import Open
from vidan.adapters import qr

DESK, INTAKE = "hoa.le", f"/can-bo/tiep-nhan/{counter.SINGLE}"
#: A browser that reads codes, and a camera before which somebody holds a card (or something else).
READS = """
window.stopped = 0;
window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return window.shown ? [{ rawValue: window.shown }] : []; }
};
const pane = document.createElement("canvas");
[pane.width, pane.height] = [640, 480];
window.hold = (rows) => {
  const [brush, side] = [pane.getContext("2d"), 4];
  brush.fillStyle = "white";
  brush.fillRect(0, 0, 640, 480);
  brush.fillStyle = "black";
  const dot = (x, y) => brush.fillRect(100 + x * side, 60 + y * side, side, side);
  rows.forEach((row, y) => [...row].forEach((one, x) => one === "1" && dot(x, y)));
};
const still = pane.captureStream();
for (const track of still.getTracks()) {
  const stop = track.stop.bind(track);
  track.stop = () => { window.stopped += 1; stop(); };
}
const getUserMedia = async () => {
  if (window.refused) throw new Error("no");
  return still;
};
Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia } });
"""


#: As on Windows and Linux.
BLIND = "delete window.BarcodeDetector;"


def at_the_counter(at_desk: Open, *more: str) -> Page:
    page = at_desk(DESK, "/can-bo/phim-tat")
    page.add_init_script("\n".join([READS, *more]))
    page.goto(page.url.replace("/can-bo/phim-tat", INTAKE))
    return page


def test_the_card_is_read_laid_out_and_the_camera_goes_dark(at_desk: Open) -> None:
    page = at_the_counter(at_desk)
    page.get_by_role("button", name="Dùng máy ảnh của máy này").click()
    expect(page.get_by_role("button", name="Tắt máy ảnh")).to_be_focused()
    page.evaluate("window.shown = 'https://example.vn/quang-cao'")
    expect(page.get_by_text("Mã này không phải của thẻ căn cước")).to_be_visible()
    page.evaluate("text => { window.shown = text; }", counter.CARD)
    expect(page.get_by_label("Họ và tên người nộp")).to_have_value("Lê Thị Hoa")
    expect(page.get_by_label("Ngày sinh")).to_have_value("05/09/1956")
    expect(page.get_by_label("Số điện thoại")).to_be_focused()
    expect(page.get_by_role("button", name="Dùng máy ảnh của máy này")).to_be_visible()
    assert page.evaluate("window.stopped") == 1


def test_where_the_browser_reads_no_code_the_communes_own_server_does(at_desk: Open) -> None:
    page = at_the_counter(at_desk, BLIND)
    page.get_by_role("button", name="Dùng máy ảnh của máy này").click()
    page.evaluate("rows => window.hold(rows)", qr.matrix("https://example.vn/quang-cao"))
    expect(page.get_by_text("Mã này không phải của thẻ căn cước")).to_be_visible()
    page.evaluate("rows => window.hold(rows)", qr.matrix(counter.CARD))
    expect(page.get_by_label("Họ và tên người nộp")).to_have_value("Lê Thị Hoa")
    assert page.evaluate("window.stopped") == 1


def test_a_line_that_breaks_meanwhile_is_told_and_the_camera_goes_dark(at_desk: Open) -> None:
    page = at_the_counter(at_desk, BLIND)
    page.route("**/doc-the", lambda route: route.abort())
    page.evaluate("rows => window.hold(rows)", qr.matrix(counter.CARD))
    page.get_by_role("button", name="Dùng máy ảnh của máy này").click()
    expect(page.get_by_text("Lúc này chưa đọc được hình.")).to_be_visible()
    assert page.evaluate("window.stopped") == 1


def test_it_is_put_out_by_a_button_and_fits_a_telephone(at_desk: Open) -> None:
    page = at_the_counter(at_desk)
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Dùng máy ảnh của máy này").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Tắt máy ảnh").click()
    expect(page.get_by_role("button", name="Dùng máy ảnh của máy này")).to_be_focused()
    assert page.evaluate("window.stopped") == 1


def test_a_camera_that_may_not_be_used_is_told_with_the_way_out(at_desk: Open) -> None:
    page = at_the_counter(at_desk)
    page.evaluate("window.refused = true")
    page.get_by_role("button", name="Dùng máy ảnh của máy này").click()
    expect(page.get_by_text("Không mở được máy ảnh. Xin chọn ảnh chụp thẻ, hoặc gõ tay.")).to_be_visible()


def test_where_no_code_can_be_read_the_photo_stays_the_way(at_desk: Open) -> None:
    page = at_desk(DESK, INTAKE, java_script_enabled=False)
    expect(page.get_by_role("button", name="Dùng máy ảnh của máy này")).to_be_hidden()
    page.get_by_text("Người đã đến trước, hoặc đọc thẻ từ ảnh").click()
    expect(page.get_by_label("Ảnh mặt thẻ có mã QR")).to_be_visible()
