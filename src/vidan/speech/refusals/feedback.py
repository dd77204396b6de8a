"""Sentences about what people say to the commune."""

SENTENCES = {
    "feedback.example.form": "Dòng {line} của tệp {file} không phải một tin có đáp án. Mỗi dòng cần text, class, topic, "
    "urgency viết theo JSON.",
}
