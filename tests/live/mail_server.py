"""A mail server of a live test: takes mails, and misbehaves where it is told to."""

import re
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MESSAGE_ID = re.compile(rb"^Message-ID: (<[^>]+>)", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class MailServer:
    """What was accepted, by Message-ID.

    Attributes:
        port: Where it listens on the loopback.
        accepted: How often each mail was taken for good.
        silent_after: So many acceptances are told to nobody: the line is cut.
        unanswered: Mails whose acceptance nobody was told of.
    """

    port: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    silent_after: int = 0
    unanswered: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, data: bytes) -> bool:
        """Keep a mail; tell whether its sender is to hear of it."""
        found = MESSAGE_ID.search(data)
        assert found is not None
        name = found[1].decode()
        with self._lock:
            self.accepted[name] += 1
            if self.silent_after:
                self.silent_after -= 1
                self.unanswered.add(name)
                return False
        return True

    @property
    def twice(self) -> set[str]:
        """The mails that were taken more than once."""
        return {name for name, count in self.accepted.items() if count > 1}


class Handler(socketserver.StreamRequestHandler):
    """One conversation with a sender."""

    server: "Server"

    def handle(self) -> None:
        """Answer line by line until the sender leaves, or is left."""
        self.say(b"220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA" and not self.taken():
                return
            self.say(b"221 bye" if verb == b"QUIT" else b"250 ok")
            if verb == b"QUIT":
                return

    def taken(self) -> bool:
        """Take the text of a mail; tell whether its sender is to hear of it."""
        self.say(b"354 go on")
        lines: list[bytes] = []
        while line := self.rfile.readline():
            if line == b".\r\n":
                return self.server.kept.take(b"".join(lines))
            lines.append(line)
        return False

    def say(self, words: bytes) -> None:
        """Answer."""
        self.wfile.write(words + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """Listens on the loopback.

    Attributes:
        kept: What was accepted.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, kept: MailServer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.kept = kept


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Yield a server that listens until the block ends."""
    kept = MailServer()
    with Server(kept) as server:
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
