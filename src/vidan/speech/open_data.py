"""What the open-data files and their columns are called, in Vietnamese and English."""

TITLE = "Mười hai lời hứa của {commune} / The twelve promises of {commune}"
DESCRIPTION = (
    "Mỗi con số tính lại được từ các dòng này; không có tên, mã số hay nội dung của ai. / "
    "Each figure can be found again from these rows; there is no name, number or content of anybody."
)
#: By file and column: type (Frictionless Table Schema), Vietnamese, English.
COLUMNS: dict[str, dict[str, tuple[str, str, str]]] = {
    "occasions.csv": {
        "promise": ("integer", "số của lời hứa, 1 đến 12", "number of the promise, 1 to 12"),
        "reference": (
            "string",
            "mã tham chiếu công khai, trống nếu không có",
            "public reference, empty if there is none",
        ),
        "received_on": ("date", "ngày nhận", "day received"),
        "due_on": ("date", "ngày phải xong", "day due"),
        "finished_on": ("date", "ngày xong; trống là chưa xong", "day finished; empty if open"),
        "broken_on": ("date", "từ ngày này là không giữ lời", "from this day on the promise is broken"),
        "open_from": ("date", "chưa xong thì được tính từ ngày này", "while open it counts from this day on"),
        "count": ("integer", "số trường hợp giống nhau", "number of alike occasions"),
    },
    "months.csv": {
        "promise": ("integer", "số của lời hứa, 1 đến 12", "number of the promise, 1 to 12"),
        "first": ("date", "ngày đầu của kỳ", "first day of the period"),
        "last": ("date", "ngày cuối của kỳ", "last day of the period"),
        "kept": ("integer", "số trường hợp giữ lời", "occasions on which it was kept"),
        "counted": ("integer", "số trường hợp được tính", "occasions counted"),
    },
}
#: What a catalogue names, with its media type.
DISTRIBUTIONS: dict[str, str] = {
    "occasions.csv": "text/csv",
    "months.csv": "text/csv",
    "promises.json": "application/json",
}
FEED_TITLE = "Mười hai lời hứa của {commune}"
FEED_ENTRY = "Số liệu 90 ngày đến {day}"
CARD_TITLE = "Mười hai lời hứa với dân"
CARD_FOOT = "{kept}/12 đạt mục tiêu · 90 ngày đến {day}"
