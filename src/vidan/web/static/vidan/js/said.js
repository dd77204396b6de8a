// It was received: what the form kept on this machine is forgotten.
try { window.localStorage.removeItem("vidan-say"); } catch { /* there was no store */ }
