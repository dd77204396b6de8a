"""What is said while the disk is full: nothing is lost, nothing is promised, and there is a way without the machine."""

SENTENCES = {
    "room.full": "Máy của xã hết chỗ ghi nên chỉ xem được: việc vừa bấm chưa được ghi lại, những gì đã gõ vẫn còn "
    "nguyên. Xin báo người quản trị máy dọn đĩa rồi bấm lại; trong lúc chờ, bộ phận một cửa nhận bằng giấy.",
}
