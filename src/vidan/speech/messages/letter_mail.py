"""The mail with which a letter goes out: short, for the letter itself is attached."""

from vidan.speech.messages import receipt_notice

NOT_CONFIGURED = receipt_notice.NOT_CONFIGURED
not_accepted = receipt_notice.not_accepted
unreachable = receipt_notice.unreachable


def subject(kind: str, number: str) -> str:
    """What the mailbox shows."""
    return f"{kind} số {number}"


def text(number: str, verify: str) -> str:
    """The mail's own words."""
    lines = ["Kính gửi ông/bà,", "", f"Ủy ban nhân dân xã gửi kèm văn bản số {number}."]
    if verify:
        lines.append(f"Kiểm tra văn bản này còn hiệu lực hay không: {verify}")
    return "\n".join([*lines, "", "Trân trọng cảm ơn ông/bà."]) + "\n"
