"""A stand-in for ClamAV's daemon: speaks INSTREAM over a real socket, and can fail in every way the real one does."""

import contextlib
import socket
import struct
import threading
import time

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Clamd:
    """Use as a context. `mood` is how it answers: well, silent, reset, broken (half an answer), deaf (hears nothing).

    It finds whatever bears `EICAR`, and refuses streams longer than `limit` as the real one does: it says so and
    closes while the other side is still sending.
    """

    def __init__(self, path=None, mood="well", limit=25 * 1024 * 1024):
        self.path, self.mood, self.limit = path, mood, limit
        self.asked = []
        self._line = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
        self._stop = threading.Event()

    def __enter__(self):
        self._line.bind(str(self.path) if self.path else ("127.0.0.1", 0))
        self._line.listen(8)
        self._line.settimeout(0.1)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        self._line.close()

    @property
    def address(self):
        return f"unix:{self.path}" if self.path else f"tcp:127.0.0.1:{self._line.getsockname()[1]}"

    def _serve(self):
        while not self._stop.is_set():
            with contextlib.suppress(TimeoutError):
                line, _ = self._line.accept()
                with line, contextlib.suppress(OSError):
                    line.settimeout(5)
                    self._answer(line)

    def _answer(self, line):
        if self.mood == "deaf":
            self._stop.wait(5)
            return
        command = self._exactly(line, 10)
        assert command == b"zINSTREAM\0", command
        content = self._stream(line)
        self.asked.append(content)
        if content is None:
            line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
            _reset(line)
        elif self.mood == "reset":
            _reset(line)
        elif self.mood == "silent":
            self._stop.wait(5)
        elif self.mood == "broken":
            line.sendall(b"stream: OK")
        elif self.mood == "error":
            line.sendall(b"stream: Can't allocate memory ERROR\0")
        elif self.mood == "slow":
            for byte in b"stream: OK\0":
                line.sendall(bytes([byte]))
                time.sleep(0.3)
        else:
            line.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")

    def _stream(self, line):
        content = b""
        while length := struct.unpack(">L", self._exactly(line, 4))[0]:
            content += self._exactly(line, length)
            if len(content) > self.limit:
                return None
        return content

    def _exactly(self, line, length):
        said = b""
        while len(said) < length:
            piece = line.recv(length - len(said))
            if not piece:
                raise ConnectionError
            said += piece
        return said


def _reset(line):
    """Close with unread bytes thrown away: the other side sees a reset."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
