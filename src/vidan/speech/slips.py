"""The words of slips, on the screen and on paper (forms 02, 03, 05 of TT 03/2025/TT-VPCP)."""

from dataclasses import dataclass

from vidan.domain.dossiers import State


@dataclass(frozen=True)
class Ending:
    """What a refusal or a stop says on paper; `lead` speaks to {who}."""

    title: str
    lead: str
    rights: tuple[str, ...]
    signer: str


_BACK = "Giấy tờ ông/bà đã nộp được trả lại đủ cùng phiếu này."
_AGAIN = "Khi có đủ giấy tờ, ông/bà nộp lại lúc nào cũng được; chúng tôi hướng dẫn từ đầu, không thu thêm khoản nào ngoài quy định."
ENDINGS = {
    "03": Ending(
        "Phiếu từ chối giải quyết hồ sơ",
        "Chúng tôi đã xem kỹ hồ sơ của {who}. Rất tiếc, hồ sơ chưa đủ điều kiện giải quyết.",
        (
            _BACK,
            "Chưa rõ hoặc không đồng ý, ông/bà có quyền hỏi lại, phản ánh, hoặc khiếu nại trong 90 ngày theo Luật Khiếu nại.",
            "Điều kiện thay đổi thì ông/bà nộp hồ sơ mới.",
        ),
        "NGƯỜI TỪ CHỐI",
    ),
    State.WITHDRAWN.value: Ending(
        "Thông báo dừng giải quyết hồ sơ",
        "Theo yêu cầu rút hồ sơ của {who}, chúng tôi dừng giải quyết hồ sơ này kể từ lúc lập thông báo.",
        (_BACK, _AGAIN),
        "NGƯỜI LẬP THÔNG BÁO",
    ),
    State.STOPPED.value: Ending(
        "Thông báo dừng giải quyết hồ sơ",
        "Đã hết thời gian chờ bổ sung mà hồ sơ của {who} chưa đủ giấy tờ, nên chúng tôi phải dừng giải quyết.",
        (_BACK, _AGAIN),
        "NGƯỜI LẬP THÔNG BÁO",
    ),
}


@dataclass(frozen=True)
class OnScreen:
    """What the slip's page says; `lead` tells {procedure} and {name}."""

    title: str
    heading: str
    print: str
    lead: str


def on_screen(form: str, code: str, time: int) -> OnScreen:
    """The words of a slip's page."""
    if form == "03":
        return OnScreen(
            "Phiếu từ chối",
            "Từ chối giải quyết",
            "In phiếu từ chối",
            "Phiếu ghi rõ lý do và căn cứ của việc từ chối hồ sơ “{procedure}” của {name}. Xin trao tận tay, giải thích kỹ.",
        )
    if form == "05":
        return OnScreen(
            "Thông báo dừng giải quyết",
            "Hồ sơ dừng giải quyết",
            "In thông báo dừng",
            "Hồ sơ “{procedure}” của {name} dừng giải quyết. Xin trao thông báo và trả lại giấy tờ đã nhận.",
        )
    return OnScreen(
        "Phiếu yêu cầu bổ sung",
        "Còn thiếu giấy tờ" if time < 2 else "Yêu cầu bổ sung lần hai",
        "In phiếu yêu cầu bổ sung",
        "Đây là lần hỏi thứ hai về hồ sơ “{procedure}” của {name}. Phiếu ghi rõ lý do của lãnh đạo; xin trao và xin lỗi bà con."
        if time > 1
        else "Hồ sơ “{procedure}” của {name} còn thiếu giấy tờ. Phiếu này ghi đủ một lần mọi giấy còn thiếu."
        if code
        else "Hồ sơ “{procedure}” của {name} chưa nhận được. Phiếu này ghi đủ một lần mọi giấy còn thiếu.",
    )
