"""What each kind of matter is called at the desk."""

KINDS = {
    "dossier": "Hồ sơ",
    "checklist": "Soát danh mục giấy tờ",
    "guide_doubt": "Bà con chưa hiểu",
    "guide_review": "Đọc lại hướng dẫn",
    "feedback": "Phản ánh",
    "assignment": "Nhiệm vụ",
    "apology": "Thư xin lỗi",
    "thanks": "Thư cảm ơn",
    "say_thanks": "Lời cảm ơn",
}


def kind_in_words(kind: str) -> str:
    """`Hồ sơ`, `Phản ánh`; a kind without a word of its own is a piece of work."""
    return KINDS.get(kind, "Việc")
