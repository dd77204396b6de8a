"""The log-in library's pages that we use, under Vietnamese addresses; all others do not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

urlpatterns = [
    path("dang-nhap", account.login, name="account_login"),
    path("dang-xuat", account.logout, name="account_logout"),
    path("nhap-lai", account.reauthenticate, name="account_reauthenticate"),
    path("doi-mat-khau", account.password_change, name="account_change_password"),
    path("dat-mat-khau", account.password_set, name="account_set_password"),
    path("xac-thuc", base.authenticate, name="mfa_authenticate"),
    path("xac-thuc/lan-nua", base.reauthenticate, name="mfa_reauthenticate"),
    path("hai-lop", base.index, name="mfa_index"),
    path("hai-lop/ung-dung", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-lop/ung-dung/bo", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-lop/ma-du-phong", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-lop/ma-du-phong/moi", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("hai-lop/ma-du-phong/tai", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("khoa/dang-nhap", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("khoa", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("khoa/them", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("khoa/<int:pk>/sua", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("khoa/<int:pk>/bo", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("khoa/lan-nua", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
