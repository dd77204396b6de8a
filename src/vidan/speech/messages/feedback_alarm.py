"""The mail to whoever is on duty. It carries no word of the message: whoever gets it logs in to read."""

NO_ADDRESS = "chưa đặt địa chỉ thư trực (VIDAN_DUTY_MAIL)"


def subject(code: str) -> str:
    """The subject line."""
    return f"KHẨN: tin báo {code} cần người xem ngay"


def text(*, code: str, title: str, village: str, url: str) -> str:
    """The mail's words."""
    where = f" tại {village}" if village else ""
    link = f"\n\nMở tin: {url}/can-bo/y-kien/{code}" if url else ""
    return f"Vừa có tin báo có thể nguy hiểm đến người{where}.\n{title}\nMã: {code}.\n\nXin đăng nhập xem ngay và gọi lại cho bà con.{link}\n"
