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
    "dossiers.stop.asked_elsewhere": "Hồ sơ {code} do hệ thống của tỉnh yêu cầu bổ sung, hạn chờ do tỉnh giữ. Xin dừng ở hệ thống ấy rồi nhập "
    "lại danh sách; sổ này sẽ ghi theo.",
    "dossiers.breach.wrong_is_redone": "Kết quả sai thì xin dùng mục “Kết quả sai, làm lại”, để hồ sơ được giải quyết lại ngay.",
    "dossiers.correction.empty": "Xin ghi nội dung đúng, nhiều nhất {most} ký tự.",
    "dossiers.correction.field": "Xin chọn chỗ cần sửa.",
    "dossiers.correction.same": "Nội dung này giống hệt nội dung đang có, không có gì để sửa.",
    "dossiers.correction.no_such_paper": "Hồ sơ không ghi đã nhận giấy “{paper}”. Xin chọn lại giấy.",
    "dossiers.blank.size": "Mỗi lần in được từ 1 đến {most} tờ. Dùng hết thì in thêm.",
    "dossiers.blank.unknown": "Không có tờ giấy hẹn in sẵn nào mang số “{code}”. Xin xem lại số in ở đầu tờ giấy.",
    "dossiers.blank.entered": "Tờ {code} đã nhập vào sổ rồi, không nhập lần thứ hai. Xin mở hồ sơ {code} để xem.",
    "dossiers.blank.spoiled": "Tờ {code} đã ghi là tờ hỏng, nên không dùng được nữa. Nếu bà con đang cầm tờ này, xin báo lãnh đạo.",
    "dossiers.blank.before_print": "Tờ {code} in lúc {printed}, nên không thể nhận hồ sơ trước lúc ấy. Xin xem lại ngày giờ ghi trên giấy.",
    "dossiers.blank.moment": "Xin gõ ngày và giờ nhận đúng như viết trên giấy {code}: đồng hồ chạy từ lúc ấy.",
    "dossiers.blank.promised_before": "Ngày hẹn viết trên giấy lại trước ngày nhận. Xin xem lại hai ngày này.",
    "dossiers.blank.two_codes": "Giấy in sẵn đã có số của xã. Xin để trống ô mã của tỉnh; mã ấy ghi thêm sau được ở nội dung.",
    "dossiers.blank.not_for_slips": "Giấy hẹn in sẵn chỉ dùng cho hồ sơ đã nhận đủ. Lập phiếu bổ sung thì xin để trống ô số giấy.",
    "dossiers.blank.run_used_up": "Các số của đợt in này đã dùng hết, không còn tờ nào để in. Xin in đợt mới.",
    "dossiers.blank.reason": "Xin ghi vì sao tờ này hỏng: rách, viết nhầm, thất lạc.",
    "dossiers.blank.reason_too_long": "Lý do dài quá. Xin ghi nhiều nhất {most} ký tự.",
    "dossiers.visits.out_of_range": "Số lần đến từ 1 đến {most}. Không hỏi được thì để trống.",
    "dossiers.complaint.decision": "Xin ghi số, ngày của quyết định giải quyết khiếu nại.",
    "dossiers.complaint.decision_too_long": "Dài quá. Xin ghi nhiều nhất {most} ký tự: số, ngày văn bản.",
    "dossiers.complaint.known": "Hồ sơ {code} đã ghi khiếu nại đúng rồi, không ghi lần nữa.",
}
