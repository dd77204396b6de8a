"""What the open-data files and their columns are called, in Vietnamese and English."""

TITLE = "Mười hai lời hứa của {commune} / The twelve promises of {commune}"
#: A day as a moment (RFC 3339): its figures are those of its end.
EVENING = "{day}T23:59:59+07:00"
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
    "tables.csv": {
        "promise": (
            "integer",
            "số của lời hứa, 1 đến 12; 0 là khảo sát chung",
            "number of the promise, 1 to 12; 0: the survey",
        ),
        "first": ("date", "ngày đầu của quý", "first day of the quarter"),
        "last": ("date", "ngày cuối của quý", "last day of the quarter"),
        "by": (
            "string",
            "theo procedure (thủ tục), village (thôn), channel (cách hỏi)",
            "by procedure, village, channel",
        ),
        "name": (
            "string",
            "tên; trống là không ghi; (*) là các nhóm ít hơn 5 gộp lại",
            "name; empty: none given; (*): all groups under 5 together",
        ),
        "kept": ("integer", "số trường hợp giữ lời", "occasions on which it was kept"),
        "counted": ("integer", "số trường hợp được tính", "occasions counted"),
    },
    "corrections.csv": {
        "noticed_on": ("date", "ngày nhận ra", "day on which it was noticed"),
        "cause": (
            "string",
            "told_later: ghi sau; crowd: phiếu khảo sát mở sau; recount: tính lại thấy sai",
            "told_later: recorded later; crowd: survey answers came out later; recount: our own mistake",
        ),
        "promise": ("integer", "số của lời hứa, 1 đến 12", "number of the promise, 1 to 12"),
        "day": ("date", "ngày của con số đã công bố", "day of the published figure"),
        "told_kept": ("integer", "đã công bố: giữ lời", "published: kept"),
        "told_counted": ("integer", "đã công bố: được tính", "published: counted"),
        "found_kept": ("integer", "nay là: giữ lời", "now: kept"),
        "found_counted": ("integer", "nay là: được tính", "now: counted"),
    },
}
#: The name of the row of a table into which all small groups went.
OTHERS = "(*)"
#: What a catalogue names, with its media type.
DISTRIBUTIONS: dict[str, str] = {
    "occasions.csv": "text/csv",
    "months.csv": "text/csv",
    "tables.csv": "text/csv",
    "corrections.csv": "text/csv",
    "promises.json": "application/json",
}
FEED_TITLE = "Mười hai lời hứa của {commune}"
FEED_ENTRY = "Số liệu 90 ngày đến {day}"
CARD_TITLE = "Mười hai lời hứa với dân"
CARD_FOOT = "{kept}/12 đạt mục tiêu · 90 ngày đến {day}"
