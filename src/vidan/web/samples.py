"""Invented content for the gallery: every part once, in each of its states; nobody and nothing here is real."""

from typing import Any

from django import forms

from vidan.content.guide import glossary
from vidan.web.asking import NEEDS


class SampleForm(forms.Form):
    """One field of each kind, some of them wrong."""

    card = forms.CharField(
        label="Quét mã QR trên thẻ căn cước",
        help_text="Đặt con trỏ vào ô này rồi quét; các ô bên dưới tự điền.",
        required=False,
    )
    name = forms.CharField(label="Họ và tên", help_text="Như trên thẻ căn cước.", max_length=100)
    phone = forms.CharField(
        label="Số điện thoại", error_messages={"required": "Xin gõ số điện thoại để chúng tôi báo tin."}
    )
    village = forms.ChoiceField(
        label="Thôn", choices=[("", "Chọn thôn"), ("1", "Thôn Vèn"), ("2", "Thôn Tôm")], required=False
    )
    content = forms.CharField(label="Nội dung yêu cầu", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Danh sách thủ tục (tệp bảng tính)", required=False)
    waiting = forms.ChoiceField(
        label="Chờ ai?", widget=forms.RadioSelect, choices=[("citizen", "Chờ bà con"), ("agency", "Chờ cơ quan khác")]
    )
    agree = forms.BooleanField(
        label="Đồng ý nhận tin qua thư điện tử", help_text="Lúc nào thôi cũng được.", required=False
    )
    paper_0 = forms.ChoiceField(
        label="Giấy chứng sinh",
        help_text="Trẻ sinh tại nhà thì thay bằng văn bản của người làm chứng.",
        widget=forms.RadioSelect,
        choices=[("present", "có"), ("not_applicable", "không thuộc trường hợp này"), ("missing", "thiếu")],
    )
    paper_1 = forms.ChoiceField(
        label="Giấy tờ chứng minh nơi cư trú",
        widget=forms.RadioSelect,
        choices=[("present", "có"), ("missing", "thiếu")],
        error_messages={"required": "Xin đánh dấu giấy này: có hay thiếu."},
    )


def samples() -> dict[str, Any]:
    """What `gallery.html` shows."""
    form = SampleForm({"name": "Bùi Văn Mẫu", "waiting": "citizen", "paper_0": "not_applicable"})
    asking = {"needs": NEEDS, "pieces": glossary().explain(["bản chính"])[0][0]}
    patch = {"path": "M40 40L300 60L280 320L60 300Z", "name": "Thôn Tôm", "url": "#", "lines": [(170, 190, "Tôm")]}
    asking["map"] = {"villages": [patch], "points": []}
    return {**_work(), **_way(), **asking, "form": form, "papers": [form["paper_0"], form["paper_1"]]}


def _work() -> dict[str, Any]:
    titles = ("Đăng ký khai sinh", "Chứng thực bản sao từ bản chính", "Hỗ trợ chi phí mai táng")
    marks = (("late", "quá 3 giờ làm việc"), ("soon", "còn 5 giờ làm việc"), ("ok", "còn 2 ngày làm việc"))
    rows = [
        {
            "code": f"DL-261116-00{place}2",
            "url": "#viec",
            "title": title,
            "person": "Bùi Văn Mẫu",
            "village": "Thôn Vèn",
            "holder": "Hà Thị Mẫu",
            "step": "Đang kiểm tra",
            "due": f"2{place}/11 17:00",
            "left": left,
            "tone": tone,
        }
        for place, (title, (tone, left)) in enumerate(zip(titles, marks, strict=True))
    ]
    return {
        "rows": rows,
        "paused": [{**rows[0], "left": "Tạm dừng", "tone": "plain", "due": "", "step": "Chờ bà con bổ sung"}],
        "cells": [
            {"number": 1, "text": "quá hẹn", "tone": "late"},
            {"number": 2, "text": "phải xong hôm nay", "tone": "soon"},
            {"number": 3, "text": "đang làm"},
            {"number": "98,6%", "text": "đúng hẹn 90 ngày", "tone": "ok", "url": "#so-dem"},
        ],
        "tabs": [
            {"title": "Việc của tôi", "url": "#the", "current": True, "count": 7},
            {"title": "Cả xã", "url": "#the-khac", "current": False},
        ],
        "crumbs": [("Trang chủ", "#duong-dan"), ("Hồ sơ", "")],
        "answers": [("yes", "Đã báo", "ok"), ("no", "Chưa báo", "soon"), ("none", "Không cần báo", "plain")],
        "facts": [("Người nộp", "Bùi Văn Mẫu"), ("Số định danh", "•••••••• 1234"), ("Số bộ hồ sơ", "1")],
    }


def _way() -> dict[str, Any]:
    return {
        "steps": [
            {"title": "Tiếp nhận đủ giấy tờ", "detail": "8:40 ngày 16/11 · Lê Thị Mẫu", "state": "done"},
            {"title": "Kiểm tra, nhập sổ hộ tịch", "detail": "9:05 ngày 16/11 · Hà Thị Mẫu", "state": "now"},
            {"title": "Chủ tịch ký", "detail": "dự kiến trước 17:00 ngày 18/11", "state": ""},
        ],
        "late_steps": [
            {"title": "Kiểm tra", "detail": "từ 14:10 ngày 17/11", "state": "late"},
            {"title": "Chờ cơ quan khác trả lời", "detail": "từ 8:00 ngày 18/11", "state": "paused"},
        ],
        "parts": [("Phí, lệ phí", {"gone": ["80.000 đồng"], "came": ["75.000 đồng"]})],
        "history": [
            {"title": "Tiếp nhận", "who": "Lê Thị Mẫu", "when": "8:40 thứ Hai 16/11/2026", "reason": "", "now": False},
            {
                "title": "Kiểm tra",
                "who": "Hà Thị Mẫu",
                "when": "9:05 thứ Hai 16/11/2026",
                "reason": "Đúng chuyên môn.",
                "now": True,
            },
        ],
        "days": [
            "Nhận lúc 09 giờ 00 thứ Tư 11/2: ngày nhận là ngày 0, chưa tính.",
            "Ngày làm việc thứ 1 và thứ 2: thứ Năm 12/2 đến thứ Sáu 13/2.",
            "Nghỉ Tết Nguyên đán: 16/2 đến 20/2.",
            "Ngày làm việc thứ 3 đến thứ 5: thứ Hai 23/2 đến thứ Tư 25/2.",
            "Hẹn trả: 17 giờ 00 thứ Tư, ngày 25 tháng 02 năm 2026.",
        ],
    }
