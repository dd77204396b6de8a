"""Who may open which page. Deny by default: a page without a line here answers nobody, and fails the tests.

The table is drawn into docs/access.md by the tests, so that a chairman can read who sees what.
"""

from dataclasses import dataclass

from vidan.domain.people import Role

EVERYONE = frozenset({"anonymous"})
DESK = frozenset({Role.ONE_STOP, Role.SPECIALIST, Role.CLERK, Role.LEADER})
OFFICERS = frozenset(Role) - {Role.PROVINCE}
COUNTER = frozenset({Role.ONE_STOP})
#: Who looks after the survey's slips: nobody whom they rate.
SLIP_KEEPERS = frozenset({Role.INSPECTOR, Role.BOARD_MEMBER, Role.VILLAGE_HEAD})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
#: Who takes part in the steering board, and who keeps its papers.
STEERING = DESK | {Role.BOARD_MEMBER}
BOARD_KEEPERS = frozenset({Role.LEADER, Role.CLERK})
#: Who works with letters: the desk.
LETTERS = DESK
CONFIDENTIAL = frozenset({Role.CONFIDENTIAL_HANDLER, Role.INSPECTOR})


@dataclass(frozen=True)
class Page:
    """One line: who may open the page, by which methods, whether it shows citizens (then a reading is written), and
    whether only the holder of the matter may act there: to colleagues of whatever unit it is then closed for acting.
    """

    roles: frozenset[str]
    methods: tuple[str, ...] = ("GET",)
    shows_persons: bool = False
    public: bool = False
    of_holder: bool = False


def _public(*methods: str) -> Page:
    return Page(EVERYONE, methods or ("GET",), public=True)


def _office(roles: frozenset[Role], *methods: str, shows_persons: bool = False, of_holder: bool = False) -> Page:
    return Page(frozenset(roles), methods or ("GET",), shows_persons=shows_persons, of_holder=of_holder)


PAGES: dict[str, Page] = {
    # What a citizen opens, without an account.
    "public.home": _public(),
    "public.procedures": _public(),
    "public.procedure": _public(),
    "public.procedure_history": _public(),
    "public.procedure_sheet": _public(),
    "public.procedure_data": _public(),
    "public.guide_clip": _public(),
    "public.guide_copy": _public(),
    "public.procedure_sample": _public(),
    "public.procedure_sample_sheet": _public(),
    "public.procedure_form": _public(),
    "public.judge": _public("POST"),
    "public.judge_answer": _public("POST"),
    "public.missed": _public("POST"),
    "public.lookup": _public("GET", "POST"),
    "public.tracking": _public(),
    "public.tracking_calendar": _public(),
    "public.not_understood": _public("POST"),
    "public.proof_file": _public(),
    "public.verifier": _public(),
    "public.leave": _public("POST"),
    "public.promises": _public(),
    "public.promise": _public(),
    "public.promise_story": _public(),
    "public.corrections": _public(),
    "public.scorecards": _public(),
    "public.board": _public(),
    "public.publications": _public(),
    "public.outreach": _public(),
    "public.rounds": _public(),
    "public.round": _public("GET", "POST"),
    "public.round_thanks": _public(),
    "public.meetings": _public(),
    "public.board_photo": _public(),
    "public.open_data": _public(),
    "public.contributions": _public(),
    "public.letter": _public(),
    "public.verify": _public(),
    "public.ledger_file": _public(),
    "public.survey": _public("GET", "POST"),
    "public.survey_tablet": _public("GET", "POST"),
    "public.survey_thanks": _public(),
    "public.survey_results": _public(),
    "public.survey_months": _public(),
    "public.say": _public("GET", "POST"),
    "public.said": _public(),
    "public.said_lookup": _public("GET", "POST"),
    "public.said_page": _public("GET", "POST"),
    "public.said_leave": _public("POST"),
    "public.say_map": _public(),
    "public.reports": _public(),
    "public.reports_feed": _public(),
    "public.report": _public(),
    "public.report_photo": _public(),
    "api.promises": _public(),
    "api.promise": _public(),
    "api.promise_rows": _public(),
    "api.scorecards": _public(),
    "open311.discovery": _public("GET", "OPTIONS"),
    "open311.services": _public("GET", "OPTIONS"),
    "open311.service": _public("GET", "OPTIONS"),
    "open311.requests": _public("GET", "POST", "OPTIONS"),
    "open311.request": _public("GET", "OPTIONS"),
    "open311.token": _public("GET", "OPTIONS"),
    "open311.updates": _public("GET", "OPTIONS"),
    "public.contact": _public(),
    "public.about": _public(),
    "public.language": _public("POST"),
    "public.parts": _public(),
    "public.health": _public(),
    # What an officer opens.
    "office.enter": _public("GET", "POST"),
    "office.queue": _office(DESK, shows_persons=True),
    "office.everything": _office(DESK, shows_persons=True),
    "office.intake": _office(COUNTER),
    "office.card_read": _office(COUNTER, "POST"),
    "office.intake_form": _office(COUNTER, "GET", "POST", shows_persons=True),
    "office.blanks": _office(COUNTER | {Role.LEADER}, "GET", "POST"),
    "office.blanks_pdf": _office(COUNTER | {Role.LEADER}),
    "office.slip": _office(DESK, shows_persons=True),
    "office.slip_pdf": _office(DESK, shows_persons=True),
    "office.dossiers": _office(DESK, shows_persons=True),
    "office.imports": _office(COUNTER | {Role.LEADER}, "GET", "POST"),
    "office.import": _office(COUNTER | {Role.LEADER}, "GET", "POST", shows_persons=True),
    "office.import_report": _office(COUNTER | {Role.LEADER}),
    "office.view": _office(DESK, "POST"),
    "office.book_pdf": _office(DESK, shows_persons=True),
    "office.book_xlsx": _office(DESK, shows_persons=True),
    "office.hand_overs": _office(DESK, shows_persons=True),
    "office.dossier": _office(DESK, shows_persons=True),
    "office.control_slip": _office(DESK, shows_persons=True),
    "office.history": _office(DESK | {Role.INSPECTOR}, shows_persons=True),
    "office.receipt": _office(COUNTER, shows_persons=True),
    "office.receipt_pdf": _office(COUNTER, shows_persons=True),
    "office.reprint": _office(COUNTER, "GET", "POST", shows_persons=True),
    "office.take_over": _office(DESK, "POST"),
    "office.move_on": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.reassign": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.pause": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.resume": _office(DESK, "POST"),
    "office.finish": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.give_out": _office(COUNTER, "GET", "POST", shows_persons=True),
    "office.letters": _office(LETTERS, shows_persons=True),
    "office.letter_new": _office(DESK),
    "office.letter_begin": _office(DESK, "GET", "POST"),
    "office.letter_life": _office(DESK, "GET", "POST"),
    "office.letters_sign": _office(frozenset({Role.LEADER}), "GET", "POST", shows_persons=True),
    "office.letters_register": _office(DESK | {Role.INSPECTOR}, shows_persons=True),
    "office.letters_seals": _office(DESK | {Role.INSPECTOR}),
    "office.letters_day": _office(frozenset({Role.CLERK}), "GET", "POST", shows_persons=True),
    "office.contributions": _office(DESK | {Role.INSPECTOR}, "GET", "POST"),
    "office.signing_rights": _office(ADMINISTRATORS | {Role.LEADER}, "GET", "POST"),
    "office.signing_means": _office(ADMINISTRATORS | {Role.LEADER}, "GET", "POST"),
    "office.letter_owed": _office(DESK),
    "office.letter": _office(LETTERS, shows_persons=True),
    "office.letter_edit": _office(DESK, "GET", "POST", shows_persons=True),
    "office.letter_act": _office(LETTERS, "POST", shows_persons=True),
    "office.letter_pdf": _office(LETTERS, shows_persons=True),
    "office.letter_docx": _office(DESK, shows_persons=True),
    "office.letter_envelope": _office(DESK, shows_persons=True),
    "office.feedback_list": _office(DESK),
    "office.feedback_typed": _office(DESK | {Role.VILLAGE_HEAD}, "GET", "POST"),
    "office.reception": _office(DESK, shows_persons=True),
    "office.reception_enter": _office(DESK, "GET", "POST"),
    "office.reception_line": _office(DESK, "GET", "POST", shows_persons=True),
    "office.reception_pdf": _office(DESK, shows_persons=True),
    "office.reception_xlsx": _office(DESK, shows_persons=True),
    "office.posters": _office(DESK | {Role.VILLAGE_HEAD}, "GET", "POST"),
    "office.routes": _office(DESK),
    "office.route_new": _office(frozenset({Role.LEADER}), "GET", "POST"),
    "office.route": _office(frozenset({Role.LEADER}), "GET", "POST"),
    "office.route_act": _office(frozenset({Role.LEADER}), "POST"),
    "office.duty": _office(DESK, "GET", "POST"),
    "office.duty_end": _office(frozenset({Role.LEADER}), "POST"),
    "office.feedback": _office(DESK, shows_persons=True),
    "office.feedback_sort": _office(DESK, "GET", "POST", shows_persons=True),
    "office.feedback_answer": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.feedback_legal": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.feedback_heard": _office(DESK, "GET", "POST", shows_persons=True),
    "office.feedback_new_slip": _office(DESK, "GET", "POST", shows_persons=True),
    "office.feedback_hand_over": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.feedback_send_on": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.feedback_agency": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.feedback_take_back": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.feedback_thank": _office(DESK, "GET", "POST", shows_persons=True),
    "office.feedback_show": _office(DESK, "GET", "POST", shows_persons=True),
    "office.feedback_hide": _office(DESK, "POST"),
    "office.feedback_take_over": _office(DESK, "GET", "POST", shows_persons=True),
    "office.feedback_seal": _office(DESK, "GET", "POST", shows_persons=True),
    "office.feedback_adopt": _office(DESK, "POST"),
    "office.feedback_photo": _office(DESK, shows_persons=True),
    "office.feedback_mask": _office(DESK, "GET", "POST", shows_persons=True),
    "office.sealed_list": _office(CONFIDENTIAL),
    "office.sealed_key": _office(CONFIDENTIAL, "GET", "POST"),
    "office.sealed_hand_over": _office(CONFIDENTIAL, "GET", "POST"),
    "office.sealed": _office(CONFIDENTIAL, "GET", "POST"),
    "office.sealed_answer": _office(CONFIDENTIAL, "POST"),
    "office.sealed_legal": _office(CONFIDENTIAL, "GET", "POST"),
    "office.sealed_conclude": _office(CONFIDENTIAL, "POST"),
    "office.ask_papers": _office(DESK, "GET", "POST", shows_persons=True),
    "office.ask_again": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.accept_papers": _office(DESK, "GET", "POST", shows_persons=True),
    "office.ask_fee": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.fee_paid": _office(DESK, "GET", "POST", shows_persons=True),
    "office.refuse": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.withdraw": _office(DESK, "GET", "POST", shows_persons=True),
    "office.stop": _office(DESK, "GET", "POST", shows_persons=True),
    "office.reappoint": _office(DESK, "GET", "POST", shows_persons=True, of_holder=True),
    "office.breach": _office(DESK, "GET", "POST", shows_persons=True),
    "office.redo": _office(DESK, "GET", "POST", shows_persons=True),
    "office.correct": _office(DESK, "GET", "POST", shows_persons=True),
    "office.uphold": _office(frozenset({Role.LEADER}), "GET", "POST", shows_persons=True),
    "office.call": _office(DESK, "GET", "POST", shows_persons=True),
    "office.help": _office(DESK, "GET", "POST", shows_persons=True),
    "office.matter": _office(DESK),
    "office.matter_take": _office(DESK, "POST"),
    "office.matter_reassign": _office(DESK, "GET", "POST", of_holder=True),
    "office.matter_finish": _office(DESK, "GET", "POST", of_holder=True),
    "office.morning": _office(DESK, shows_persons=True),
    "office.leaves": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.leave_end": _office(DESK | ADMINISTRATORS, "POST"),
    "office.storm": _office(frozenset({Role.LEADER}), "GET", "POST"),
    "office.storm_undo": _office(frozenset({Role.LEADER}), "POST"),
    "office.reminders": _office(OFFICERS, "GET", "POST"),
    "office.procedures": _office(OFFICERS),
    "office.procedure": _office(OFFICERS, "GET", "POST"),
    "office.guide_changes": _office(DESK | ADMINISTRATORS),
    "office.guide_change": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.guide_propose": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.guide_care": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.guide_forms": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.guide_form": _office(DESK | ADMINISTRATORS),
    "office.guide_clips": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.guide_doubts": _office(DESK | ADMINISTRATORS),
    "office.guide_doubt": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.missed": _office(DESK | ADMINISTRATORS),
    "office.missed_question": _office(DESK | ADMINISTRATORS, "GET", "POST"),
    "office.procedures_import": _office(ADMINISTRATORS | {Role.LEADER}, "GET", "POST"),
    "office.calendar": _office(OFFICERS, "GET"),
    "office.calendar_day": _office(ADMINISTRATORS | {Role.LEADER}, "GET", "POST"),
    "office.survey": _office(SLIP_KEEPERS),
    "office.survey_print": _office(SLIP_KEEPERS, "POST"),
    "office.survey_type": _office(SLIP_KEEPERS, "GET", "POST"),
    "office.board": _office(STEERING),
    "office.board_launch": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.board_papers": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.board_photo": _office(STEERING),
    "office.board_member_new": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.board_member": _office(STEERING, "GET", "POST"),
    "office.board_today": _office(STEERING),
    "office.briefings": _office(OFFICERS, "GET", "POST"),
    "office.briefing": _office(OFFICERS, "GET", "POST"),
    "office.outreach": _office(STEERING | {Role.VILLAGE_HEAD}, "GET", "POST"),
    "office.outreach_poster": _office(STEERING | {Role.VILLAGE_HEAD}, "GET", "POST"),
    "office.notice_sheet": _office(STEERING | {Role.VILLAGE_HEAD}),
    "office.recognition": _office(STEERING, "GET", "POST"),
    "office.recognition_card": _office(STEERING, "GET", "POST"),
    "office.recognition_pdf": _office(BOARD_KEEPERS),
    "office.board_reports": _office(STEERING, "GET", "POST"),
    "office.board_report": _office(STEERING),
    "office.publications": _office(STEERING, "GET", "POST"),
    "office.publication_new": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.rounds": _office(STEERING),
    "office.round_new": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.round": _office(STEERING, "GET", "POST"),
    "office.reaching": _office(STEERING),
    "office.province": _office(frozenset({Role.PROVINCE})),
    "office.scorecards": _office(DESK, "GET", "POST"),
    "office.lessons": _office(STEERING, "GET", "POST"),
    "office.lesson": _office(STEERING, "GET", "POST"),
    "office.meetings": _office(STEERING),
    "office.meeting_new": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.meeting": _office(STEERING, "GET", "POST"),
    "office.plan": _office(STEERING, "GET", "POST"),
    "office.plan_draft": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.milestone_move": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.milestone_new": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.assignment_new": _office(BOARD_KEEPERS, "GET", "POST"),
    "office.assignment": _office(STEERING, "GET", "POST"),
    "office.people": _office(ADMINISTRATORS | {Role.LEADER, Role.INSPECTOR}),
    "office.officer": _office(ADMINISTRATORS, "GET", "POST"),
    "office.inboxes": _office(ADMINISTRATORS, "GET", "POST"),
    "office.readings": _office(ADMINISTRATORS | {Role.LEADER, Role.INSPECTOR}),
    "office.keys": _office(OFFICERS),
    "office.start": _office(frozenset(Role)),
}


def _own(*methods: str) -> Page:
    """A page about the officer's own account: whatever his role."""
    return Page(frozenset(Role), methods or ("GET",))


#: Pages of the log-in library: open by their nature, each with the methods it needs.
ACCOUNT_PAGES: dict[str, Page] = {
    "account_login": _public("GET", "POST"),
    "account_logout": _public("GET", "POST"),
    "account_reauthenticate": _own("GET", "POST"),
    "account_change_password": _own("GET", "POST"),
    "account_set_password": _own("GET", "POST"),
    "mfa_authenticate": _public("GET", "POST"),
    "mfa_reauthenticate": _own("GET", "POST"),
    "mfa_index": _own(),
    "mfa_activate_totp": _own("GET", "POST"),
    "mfa_deactivate_totp": _own("GET", "POST"),
    "mfa_generate_recovery_codes": _own("GET", "POST"),
    "mfa_view_recovery_codes": _own(),
    "mfa_download_recovery_codes": _own(),
    "mfa_login_webauthn": _public("GET", "POST"),
    "mfa_list_webauthn": _own(),
    "mfa_add_webauthn": _own("GET", "POST"),
    "mfa_edit_webauthn": _own("GET", "POST"),
    "mfa_remove_webauthn": _own("GET", "POST"),
    "mfa_reauthenticate_webauthn": _own("GET", "POST"),
}


def page(name: str | None) -> Page | None:
    """The line of a page, or None: then nobody may open it."""
    if name is None:
        return None
    return PAGES.get(name) or ACCOUNT_PAGES.get(name)
