// It was received: what the forms kept on this machine is forgotten.
try { ["vidan-say", "vidan-ask"].forEach((key) => window.localStorage.removeItem(key)); } catch { /* there was no store */ }
