"""A real SMTP server on loopback for the tests of `tocsin announce`: prints its port, keeps what it gets in an mbox.

Usage: smtp-server.py MBOX [auth=USER:PASSWORD] [certificate=PEM] [tls=yes] [refuse=ADDRESS,...] [data=lose|reject|wait]
"""

import asyncio
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

mbox, settings = sys.argv[1], dict(word.split("=", 1) for word in sys.argv[2:])
refused = settings.get("refuse", "").split(",")


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in refused:
            return f"550 5.1.1 <{address}> is not known here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        what = settings.get("data")
        if what == "reject":
            return "554 5.7.1 This message is not wanted"
        if what == "lose":
            os._exit(0)
        with open(mbox, "ab") as file:
            # As mail programs store it: LF line ends, `From ` lines quoted.
            lines = envelope.content.replace(b"\r\n", b"\n").split(b"\n")
            quoted = [b">" + line if line.startswith(b"From ") else line for line in lines]
            file.write(b"From test Sat Nov 21 12:00:00 2026\n" + b"\n".join(quoted) + b"\n")
        with open(mbox + ".raw", "wb") as file:
            file.write(envelope.content)
        with open(mbox + ".to", "w") as file:
            file.write(",".join(envelope.rcpt_tos))
        if what == "wait":
            await asyncio.sleep(60)
        return "250 2.0.0 Taken"


def authenticate(server, session, envelope, mechanism, data):
    given = f"{data.login.decode()}:{data.password.decode()}"
    return AuthResult(success=given == settings["auth"], handled=False)


def protocol():
    arguments = {}
    if "certificate" in settings and "tls" not in settings:
        arguments["tls_context"] = context
    if "auth" in settings:
        arguments.update(authenticator=authenticate, auth_required=True, auth_require_tls=False)
    return SMTP(Handler(), hostname="localhost", **arguments)


async def main():
    loop = asyncio.get_running_loop()
    tls = context if "tls" in settings else None
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if "certificate" in settings:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(settings["certificate"])

asyncio.run(main())
