"""A server on the loopback that says whatever bytes a test wants, when it wants."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

Behaviour = Callable[[socket.socket, threading.Event], None]
"""What is done with a connection once a whole request has come in; the event says that the test is over."""


class RawServer:
    """Hands each request to `behave`, on a thread and a connection of its own."""

    def __init__(self, behave: Behaviour) -> None:
        self.behave = behave
        self.asked = 0
        self._over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._listen)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"

    def stop(self) -> None:
        self._over.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        with suppress(OSError):
            while not self._over.is_set():
                connection, _ = self._listening.accept()
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            read = b""
            while b"\r\n\r\n" not in read:
                read += connection.recv(65536) or b"\r\n\r\n"
            head, _, body = read.partition(b"\r\n\r\n")
            lengths = [
                int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"
            ]
            while body and len(body) < sum(lengths):
                body += connection.recv(65536)
            self.asked += 1
            self.behave(connection, self._over)


def answer_of(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A whole response; `headers` beside those that any has."""
    usual = ("content-type: application/json", f"content-length: {len(body)}", "connection: close")
    return "\r\n".join([f"HTTP/1.1 {status}", *usual, *headers, "", ""]).encode() + body
