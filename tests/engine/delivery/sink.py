"""A mail server of a test's own that answers as it is told: takes, refuses at any command, hangs, or hangs up."""

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

HANG, DROP = "hang", "drop"
"""In place of an answer: say nothing, or close the connection."""


@dataclass
class Sink:
    """Takes everything, but for what `answers` says: by a command's first word, or `GREETING` and `END` for what is no command."""

    answers: Mapping[str, str] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    def answer(self, command: str, usual: str, argument: str = "") -> str:
        """What to say; the answer to one address can be given as `RCPT address`."""
        return self.answers.get(f"{command} {argument}", self.answers.get(command, usual))


class _Talk(socketserver.StreamRequestHandler):
    """One connection."""

    sink: Sink

    def handle(self) -> None:
        """Speaks SMTP until someone hangs up."""
        try:
            if self._say("GREETING", "220 sink"):
                while line := self.rfile.readline().decode("ascii", "replace").strip():
                    if not self._command(line):
                        return
        except OSError:
            return

    def _say(self, command: str, usual: str, argument: str = "") -> bool:
        said = self.sink.answer(command, usual, argument)
        if said == HANG:
            self.sink.over.wait(30)
            return False
        if said == DROP:
            return False
        self.wfile.write(f"{said}\r\n".encode())
        return True

    def _command(self, line: str) -> bool:
        word, _, rest = line.partition(" ")
        argument = rest.partition("<")[2].partition(">")[0]
        match word.upper():
            case "EHLO" | "HELO":
                return self._say("EHLO", "250 sink")
            case "MAIL":
                self.sender, self.to = argument, ()
                return self._say("MAIL", "250 ok")
            case "RCPT":
                taken = self.sink.answer("RCPT", "250 ok", argument).startswith("2")
                self.to: tuple[str, ...] = (*self.to, argument) if taken else self.to
                return self._say("RCPT", "250 ok", argument)
            case "DATA":
                return self._say("DATA", "354 go on") and (not self.sink.answer("DATA", "354").startswith("354") or self._data())
            case "QUIT":
                return self._say("QUIT", "221 bye") and False
            case other:
                return self._say(other.upper(), "250 ok")

    def _data(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.sink.answer("END", "250 taken").startswith("2"):
            self.sink.mails.append(b"".join(lines))
            self.sink.envelopes.append((self.sender, self.to))
        return self._say("END", "250 taken")


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def sink(**answers: str) -> Iterator[Sink]:
    """A running server on a port of its own."""
    found = Sink(dict(answers))
    handler = type("Talk", (_Talk,), {"sink": found})
    with _Server(("127.0.0.1", 0), handler) as server:
        found.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield found
        finally:
            found.over.set()
            server.shutdown()
            thread.join()
