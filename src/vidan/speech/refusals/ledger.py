"""What the ledger says when it refuses. `{why}` is a technical word for the person who looks after the machine."""

SENTENCES: dict[str, str] = {
    "ledger.bundle.malformed": "Gói mục của sổ công khai bị hỏng: cần {width} mục, đọc được {entries}. Hãy lấy lại tệp "
    "từ máy chủ hoặc bản sao.",
    "ledger.checkpoint.from_the_future": "Chữ ký của nhân chứng “{name}” ghi giờ ở tương lai. Hãy kiểm tra đồng hồ của "
    "hai máy; nếu đồng hồ đúng thì điểm kiểm này không đáng tin.",
    "ledger.checkpoint.malformed": "Điểm kiểm không đúng khuôn dạng ({why}). Hãy lấy lại tệp checkpoint.",
    "ledger.checkpoint.other_log": "Điểm kiểm này thuộc sổ “{origin}”, không phải sổ “{expected}”. Hãy chọn đúng sổ.",
    "ledger.entry.kind": "Sổ công khai không có loại mục “{value}”.",
    "ledger.entry.keys": "Mục loại “{kind}” thừa hoặc thiếu ô “{key}”. Mỗi loại mục chỉ có đúng các ô đã quy định.",
    "ledger.entry.monday": "Mục loại “{kind}” phải ghi ngày thứ Hai của tuần, không ghi ngày {day}.",
    "ledger.entry.not_ascii": "Mục của sổ công khai chỉ được chứa chữ cái không dấu, chữ số và dấu câu thường; ở đây "
    "có ký tự khác.",
    "ledger.entry.not_canonical": "Mục của sổ công khai không viết theo khuôn chuẩn ({why}).",
    "ledger.entry.private": "Ô “{key}” có dấu hiệu dữ liệu cá nhân ({mark}). Sổ công khai không bao giờ ghi số định "
    "danh, số điện thoại, thư điện tử hay địa chỉ máy; hãy bỏ ra.",
    "ledger.entry.salt": "Muối của cam kết phải dài {expected} byte, ở đây là {length}.",
    "ledger.entry.too_long": "Mục của sổ công khai dài {length} byte, quá mức {most}.",
    "ledger.entry.value": "Ô “{key}” của mục loại “{kind}” có giá trị không hợp lệ.",
    "ledger.evidence.malformed": "Tệp bằng chứng không đọc được ({why}). Hãy tải lại tệp từ trang tra cứu hồ sơ.",
    "ledger.evidence.opening": "Nội dung trong tệp không khớp với cam kết đã ghi vào sổ: nội dung hoặc mục đã bị đổi.",
    "ledger.evidence.other_key": "Khóa của sổ “{name}” trong tệp không phải khóa đã niêm yết. Hãy đối chiếu với bảng "
    "niêm yết ở trụ sở.",
    "ledger.file.differs": "Tệp “{path}” của sổ công khai đã có và khác với bản sắp ghi. Đã dừng, không ký gì cả; hãy "
    "báo người quản trị và đối chiếu với bản sao.",
    "ledger.key.ambiguous": "Có hai khóa trùng tên và mã. Hãy bỏ bớt một khóa.",
    "ledger.key.malformed": "Dòng khóa “{value}” không đúng khuôn dạng tên+mã+khóa. Hãy chép lại cả dòng.",
    "ledger.key.open_to_others": "Tệp khóa “{path}” đang để người khác đọc được. Hãy đặt quyền 0600 rồi thử lại.",
    "ledger.key.unknown_kind": "Khóa “{name}” thuộc loại {kind}, chỗ này không dùng được loại khóa ấy.",
    "ledger.key.unreadable": "Tệp khóa “{path}” không đọc được. Hãy khôi phục tệp khóa từ bản cất trong két.",
    "ledger.key.wrong_id": "Mã của khóa “{name}” không khớp với chính khóa ấy. Hãy chép lại cả dòng khóa.",
    "ledger.note.bad_signature": "Chữ ký của “{name}” không đúng: nội dung đã bị sửa sau khi ký.",
    "ledger.note.malformed": "Văn bản có chữ ký không đúng khuôn dạng ({why}). Hãy lấy lại tệp.",
    "ledger.note.unsigned": "Không có chữ ký nào của khóa đã biết ({names}).",
    "ledger.policy.malformed": "Tệp chính sách tin cậy sai ở dòng {line} ({why}). Hãy sửa dòng ấy.",
    "ledger.proof.consistency": "Cây {size} mục không tiếp nối cây {old} mục: lịch sử của sổ đã bị viết lại. Hãy giữ "
    "cả hai điểm kiểm làm bằng chứng.",
    "ledger.proof.inclusion": "Không chứng minh được mục số {index} nằm trong cây {size} mục.",
    "ledger.proof.malformed": "Tệp chứng minh không đúng khuôn dạng ({why}). Hãy tải lại tệp.",
    "ledger.proof.outside": "Sổ có {size} mục, không có chỗ cho mục số {index}.",
    "ledger.tile.length": "Mảnh cây phải có {width} giá trị băm, tệp lại dài {length} byte. Hãy lấy lại tệp.",
    "ledger.tile.outside": "Cây {size} mục không có mảnh số {index} ở tầng {level}.",
    "ledger.tile.path": "“{path}” không phải đường dẫn của một mảnh cây.",
    "ledger.tree.differs": "Các tệp của sổ không cho ra đúng gốc đã ký ở {size} mục. Đã dừng, không ký gì cả; hãy báo "
    "người quản trị và đối chiếu với nhân chứng.",
    "ledger.witness.begun": "Thư mục {folder} đã có khóa của một nhân chứng. Khóa cũ không bị ghi đè; nhân chứng mới cần thư mục khác.",
    "ledger.witness.no_key": "Thư mục {folder} không có khóa của nhân chứng nào. Xin xem lại tên thư mục; nếu là nhân chứng mới, "
    "xin tạo khóa bằng lệnh vidan witness key.",
    "ledger.witness.running": "Một nhân chứng khác đang chạy trên thư mục {folder}. Xin dừng nó trước.",
    "ledger.witness.tls": "Muốn nói https thì cần cả --certificate và --certificate-key.",
    "ledger.witness.malformed": "Yêu cầu gửi nhân chứng không đúng khuôn dạng ({why}).",
}
