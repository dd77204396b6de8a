"""Sentences about confirming a limit."""

SENTENCES = {
    "procedures.limit.document_missing": "Xin ghi văn bản làm căn cứ cho thời hạn này, ví dụ: Quyết định 1234/QĐ-UBND "
    "ngày 05/9/2026 của UBND tỉnh.",
}
