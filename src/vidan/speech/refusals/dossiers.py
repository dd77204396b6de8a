"""Sentences about dossiers, receipts and slips."""

SENTENCES = {
    "dossiers.papers.missing": "Hồ sơ còn thiếu giấy tờ: {papers}. Xin in phiếu yêu cầu bổ sung, ghi đủ một lần, "
    "và trao cho người nộp.",
    "dossiers.papers.none_missing": "Không có giấy tờ nào thiếu, nên không cần phiếu yêu cầu bổ sung. Xin bấm “Tiếp nhận”.",
    "dossiers.move.not_lawful": "Hồ sơ ở trạng thái này chưa làm được việc đó. Xin xem lại bước đang đứng.",
    "dossiers.received_at.too_early": "Thời điểm nhận quá xa trong quá khứ. Xin xem lại ngày, tháng, năm.",
    "dossiers.received_at.in_future": "Thời điểm nhận chưa tới. Xin xem lại ngày giờ.",
    "dossiers.sets.out_of_range": "Số bộ hồ sơ cần từ 1 đến {most}.",
    "dossiers.content.too_long": "Nội dung yêu cầu dài quá ({length} ký tự). Xin rút còn nhiều nhất {most} ký tự.",
    "dossiers.code.taken": "Mã hồ sơ “{code}” đã có trong sổ. Xin kiểm tra lại mã của hệ thống tỉnh.",
    "dossiers.code.form": "Mã “{code}” không giống mã hồ sơ của tỉnh. Mã chỉ gồm chữ cái, chữ số, dấu chấm, gạch ngang, "
    "ví dụ 000.00.38.H56-261117-0001. Xin xem lại, hoặc để trống để chương trình cấp mã của xã.",
    "dossiers.code.ours": "Mã “{code}” theo mẫu mã của xã ({abbreviation}-…), chương trình tự cấp. Xin để trống ô này; có mã "
    "của tỉnh thì gõ đúng mã của tỉnh.",
    "dossiers.received_at.no_edition": "Ngày nhận {day} thì thủ tục “{procedure}” chưa có, hoặc đã thôi áp dụng ở xã. Xin "
    "xem lại ngày nhận.",
    "dossiers.receiver.missing": "Xin ghi tên người đến nhận kết quả.",
    "dossiers.receiver.too_long": "Tên người nhận dài quá. Xin ghi nhiều nhất {most} ký tự.",
    "dossiers.receipt.not_hers": "Số trên căn cước không khớp với người nộp hồ sơ này, nên chưa cấp lại giấy được. "
    "Xin kiểm tra lại số, hoặc mời chính người nộp đến.",
    "dossiers.slip.unknown": "Không tìm thấy phiếu “{number}”. Xin kiểm tra lại số phiếu.",
    "dossiers.supplement.once": "Hồ sơ này đã yêu cầu bổ sung một lần rồi. Luật chỉ cho hỏi một lần; thật cần hỏi nữa thì lãnh đạo ghi "
    "lý do ở mục “Yêu cầu lần hai”, và lần ấy được tính công khai.",
    "dossiers.supplement.first": "Hồ sơ này chưa yêu cầu bổ sung lần nào, nên không có lần hai. Xin làm phiếu yêu cầu lần đầu.",
    "dossiers.supplement.not_listed": "Có giấy không nằm trong danh mục của thủ tục. Xin tải lại trang rồi chọn lại.",
    "dossiers.supplement.nothing": "Xin chọn ít nhất một giấy tờ còn thiếu.",
    "dossiers.supplement.unlisted_name": "Xin ghi tên giấy tờ ngoài danh mục, nhiều nhất {most} ký tự.",
    "dossiers.supplement.listed_already": "“{paper}” đã có trong danh mục. Xin đánh dấu giấy ấy ở danh sách trên, không ghi lại ở đây.",
    "dossiers.reappointment.once": "Hồ sơ này đã hẹn lại một lần. Luật không cho hẹn lại lần nữa; xin làm xong sớm nhất và xin lỗi bà con.",
    "dossiers.refusal.basis": "Xin ghi căn cứ pháp luật của việc từ chối: điều, khoản, tên văn bản.",
    "dossiers.stop.too_early": "Hồ sơ {code} còn được chờ bổ sung đến hết ngày {until}, nên chưa dừng được.",
    "dossiers.breach.wrong_is_redone": "Kết quả sai thì xin dùng mục “Kết quả sai, làm lại”, để hồ sơ được giải quyết lại ngay.",
    "dossiers.correction.empty": "Xin ghi nội dung đúng, nhiều nhất {most} ký tự.",
    "dossiers.correction.field": "Xin chọn chỗ cần sửa.",
    "dossiers.correction.same": "Nội dung này giống hệt nội dung đang có, không có gì để sửa.",
    "dossiers.correction.no_such_paper": "Hồ sơ không ghi đã nhận giấy “{paper}”. Xin chọn lại giấy.",
}
