"""All addresses. Citizens' are Vietnamese without diacritics; the office lives under /can-bo/."""

from django.urls import include, path

from vidan.api.ledger import files
from vidan.web.office import (
    calendar,
    desk,
    dossiers,
    enter,
    guide_care,
    intake,
    letter_desk,
    letters,
    officers,
    procedures,
)
from vidan.web.office import surveys as slips
from vidan.web.public import guide, pages, promises, proof, surveys, tracking
from vidan.web.public import letters as public_letters

handler400 = "vidan.web.errors.bad_request"
handler403 = "vidan.web.errors.forbidden"
handler404 = "vidan.web.errors.not_found"
handler500 = "vidan.web.errors.server_error"

public = [
    path("", pages.home, name="public.home"),
    path("thu-tuc/", guide.search, name="public.procedures"),
    path("thu-tuc/chua-thay", guide.missed, name="public.missed"),
    path("thu-tuc/<str:key>", guide.procedure, name="public.procedure"),
    path("thu-tuc/<str:key>/hieu", guide.judge, name="public.judge"),
    path("ho-so/tra-cuu", tracking.lookup, name="public.lookup"),
    path("ho-so/roi-trang", tracking.leave, name="public.leave"),
    path("ho-so/<str:code>", tracking.tracking, name="public.tracking"),
    path("ho-so/<str:code>/bang-chung", proof.proof_file, name="public.proof_file"),
    path("loi-hua/", promises.board, name="public.promises"),
    path("loi-hua/<int:promise>", promises.promise, name="public.promise"),
    path("loi-hua/<int:promise>/<str:reference>", promises.story, name="public.promise_story"),
    path("khao-sat", surveys.survey, name="public.survey"),
    path("khao-sat/may-quay", surveys.survey, {"channel": "tablet"}, name="public.survey_tablet"),
    path("khao-sat/cam-on", surveys.thanks, name="public.survey_thanks"),
    path("khao-sat/ket-qua", surveys.results, name="public.survey_results"),
    path("khao-sat/mau.json", surveys.months, name="public.survey_months"),
    path("du-lieu/<str:name>", promises.open_data, name="public.open_data"),
    path("van-ban/<str:verify_code>", public_letters.verify, name="public.letter"),
    path("kiem-chung", proof.verify, name="public.verify"),
    path("nhat-ky/<str:log>/<path:name>", files.ledger_file, name="public.ledger_file"),
    path("lien-he", pages.contact, name="public.contact"),
    path("gioi-thieu", pages.about, name="public.about"),
    path("ngon-ngu", pages.language, name="public.language"),
    path("mau-giao-dien", pages.parts, name="public.parts"),
    path("suc-khoe", pages.health, name="public.health"),
]
office = [
    path("", desk.queue, name="office.queue"),
    path("ca-xa", desk.everything, name="office.everything"),
    path("bat-dau", desk.start, name="office.start"),
    path("phim-tat", desk.keys, name="office.keys"),
    path("vao/<str:token>", enter.enter, name="office.enter"),
    path("tiep-nhan", intake.choose, name="office.intake"),
    path("tiep-nhan/<str:key>", intake.form, name="office.intake_form"),
    path("phieu-bo-sung/<str:number>", intake.slip, name="office.slip"),
    path("phieu-bo-sung/<str:number>/in", intake.slip_pdf, name="office.slip_pdf"),
    path("ho-so", dossiers.listing, name="office.dossiers"),
    path("ho-so/<str:code>", dossiers.detail, name="office.dossier"),
    path("ho-so/<str:code>/giay-tiep-nhan", dossiers.receipt, name="office.receipt"),
    path("ho-so/<str:code>/giay-tiep-nhan/in", dossiers.receipt_pdf_view, name="office.receipt_pdf"),
    path("ho-so/<str:code>/in-lai", dossiers.reprint, name="office.reprint"),
    path("ho-so/<str:code>/nhan-viec", dossiers.take_over, name="office.take_over"),
    path("ho-so/<str:code>/chuyen-buoc", dossiers.move_on, name="office.move_on"),
    path("ho-so/<str:code>/chuyen-nguoi", dossiers.reassign, name="office.reassign"),
    path("ho-so/<str:code>/tam-dung", dossiers.pause, name="office.pause"),
    path("ho-so/<str:code>/chay-tiep", dossiers.resume, name="office.resume"),
    path("ho-so/<str:code>/xong", dossiers.finish, name="office.finish"),
    path("ho-so/<str:code>/tra-ket-qua", dossiers.give_out, name="office.give_out"),
    path("van-ban", letters.listing, name="office.letters"),
    path("van-ban/moi", letters.choose, name="office.letter_new"),
    path("van-ban/moi/<str:kind>", letters.begin, name="office.letter_begin"),
    path("van-ban/ngay-vui-buon", letter_desk.life, name="office.letter_life"),
    path("van-ban/ky", letter_desk.signing_table, name="office.letters_sign"),
    path("van-ban/so", letter_desk.register, name="office.letters_register"),
    path("van-ban/so-dau", letter_desk.seals, name="office.letters_seals"),
    path("van-ban/trong-ngay", letter_desk.day_file, name="office.letters_day"),
    path("van-ban/quyen-ky", letter_desk.rights, name="office.signing_rights"),
    path("van-ban/no/<str:owed_code>", letters.owed, name="office.letter_owed"),
    path("van-ban/<str:letter_code>", letters.detail, name="office.letter"),
    path("van-ban/<str:letter_code>/sua", letters.edit, name="office.letter_edit"),
    path("van-ban/<str:letter_code>/viec", letters.act, name="office.letter_act"),
    path("van-ban/<str:letter_code>/in", letters.print_pdf, name="office.letter_pdf"),
    path("van-ban/<str:letter_code>/word", letters.print_docx, name="office.letter_docx"),
    path("van-ban/<str:letter_code>/phong-bi", letter_desk.envelope, name="office.letter_envelope"),
    path("thu-tuc", procedures.listing, name="office.procedures"),
    path("thu-tuc/cau-hoi", guide_care.missed, name="office.missed"),
    path("thu-tuc/cau-hoi/<int:question_id>", guide_care.question, name="office.missed_question"),
    path("thu-tuc/nhap", procedures.import_file, name="office.procedures_import"),
    path("thu-tuc/<str:key>", procedures.detail, name="office.procedure"),
    path("lich", calendar.year, name="office.calendar"),
    path("lich/ngay", calendar.change_day, name="office.calendar_day"),
    path("can-bo", officers.listing, name="office.people"),
    path("can-bo/moi", officers.officer, {"officer_id": None}, name="office.officer"),
    path("can-bo/<int:officer_id>", officers.officer, name="office.officer"),
    path("khao-sat", slips.keeping, name="office.survey"),
    path("khao-sat/in", slips.print_slips, name="office.survey_print"),
    path("khao-sat/go-phieu", slips.type_in, name="office.survey_type"),
    path("luot-xem", officers.readings, name="office.readings"),
]
urlpatterns = [
    *public,
    path("can-bo/", include(office)),
    path("tai-khoan/", include("vidan.config.account_urls")),
]
