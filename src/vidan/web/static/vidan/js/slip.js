// A slip's QR opens /khao-sat#CODE. A fragment never reaches a server or its log: it is put into the form and taken out of
// the address. Without JavaScript the code is typed.
function fill() {
  const field = document.querySelector("form[data-slip] [name=token]");
  const code = location.hash.slice(1);
  if (!field || !/^[0-9A-Za-z-]{20,60}$/.test(code)) return;
  field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
}

fill();
window.addEventListener("hashchange", fill);
