"""A throw-away certificate authority with its own small world: revocation list, OCSP, time stamps; and two judges."""
