// The receipt's QR opens /ho-so/tra-cuu#CODE.SECRET. A fragment never reaches a server or its log: it is put into the
// form, taken out of the address, and posted. Without JavaScript the two fields are typed.
function parts(fragment) {
  let text = fragment.replace(/^#/, "");
  try { text = decodeURIComponent(text); } catch { /* as it stands */ }
  const dot = text.lastIndexOf("."); // a code of the province has dots of its own, a secret has none
  return dot > 0 && dot < text.length - 1 ? [text.slice(0, dot), text.slice(dot + 1)] : null;
}

function fill() {
  const form = document.querySelector("form[data-lookup]");
  const found = form && parts(location.hash);
  if (!found) return;
  const code = form.querySelector("[name=code]");
  const secret = form.querySelector("[name=secret]");
  if (!code || !secret) return;
  [code.value, secret.value] = [found[0].normalize("NFC"), found[1]];
  history.replaceState(null, "", location.pathname + location.search);
  if (form.requestSubmit) form.requestSubmit(); else form.submit();
}

fill();
window.addEventListener("hashchange", fill);
