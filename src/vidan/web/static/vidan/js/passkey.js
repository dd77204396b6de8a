// Around the log-in library's passkey scripts: say what went wrong on the page, and offer nothing that cannot work here.
const buttons = [...document.querySelectorAll("[data-passkey]")];
const failed = document.querySelector("[data-passkey-failed]");
const missing = document.querySelector("[data-passkey-missing]");

if (!window.isSecureContext || !window.PublicKeyCredential) {
  for (const button of buttons) button.hidden = true;
  if (missing) missing.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (failed) failed.hidden = false;
});
