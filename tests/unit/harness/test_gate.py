from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from harness.gate import Gate, Stopped
from tests.stage import COURT, raised_stage

BIG = 3 * 1024 * 1024  # bytes: more than a tunnel keeps waiting
Serve = Callable[[socket.socket], None]


@contextmanager
def listening(serve: Serve) -> Iterator[tuple[str, int]]:
    """A TCP server on a free port; ``serve`` gets each connection in a thread of its own."""
    threads: list[threading.Thread] = []

    def handle(client: socket.socket) -> None:
        with client:
            serve(client)

    def accept() -> None:
        while True:
            client, _ = listener.accept()
            if not running.is_set():
                client.close()
                return
            thread = threading.Thread(target=handle, args=(client,))
            thread.start()
            threads.append(thread)

    running = threading.Event()
    running.set()
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield listener.getsockname()
        finally:
            running.clear()
            socket.create_connection(listener.getsockname()).close()
            for thread in (accepting, *threads):
                thread.join(5)


def echo(client: socket.socket) -> None:
    """Gives back what comes until no more comes."""
    while piece := client.recv(65536):
        client.sendall(piece)


def to_end(client: socket.socket) -> bytes:
    """All that a socket sends until it ends."""
    pieces = []
    while piece := client.recv(65536):
        pieces.append(piece)
    return b"".join(pieces)


def ask(gate: Gate, head: bytes) -> socket.socket:
    """A connection to the gate on which a head has been sent."""
    host, _, port = gate.address.rpartition(":")
    client = socket.create_connection((host, int(port)), 5)
    client.settimeout(5)
    client.sendall(head)
    return client


def connect(gate: Gate, host: str = COURT, port: int = 443) -> tuple[socket.socket, bytes]:
    """A connection through the gate, and the first line of its answer."""
    client = ask(gate, f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += client.recv(1)
    return client, head.split(b"\r\n")[0]


def only(target: tuple[str, int] | None, host: str = COURT) -> Callable[[str, int], tuple[str, int] | None]:
    """Routes of one host at port 443."""
    return lambda asked, port: target if (asked, port) == (host, 443) else None


def test_a_routed_host_is_reached_over_tls_with_its_own_name(tmp_path: Path) -> None:
    """A client sees the site's certificate through the gate, and the site sees the real name."""
    with raised_stage(tmp_path) as stage:
        stage.put("/", "<h1>Court</h1>")
        host, _, port = stage.listener.rpartition(":")
        with Gate(only((host, int(port)))) as gate:
            client, line = connect(gate)
            trust = ssl.create_default_context(cafile=str(stage.authority))
            with client, trust.wrap_socket(client, server_hostname=COURT) as secured:
                secured.sendall(f"GET / HTTP/1.1\r\nHost: {COURT}\r\nConnection: close\r\n\r\n".encode())
                answer = to_end(secured)

        assert line == b"HTTP/1.1 200 Connection established"
        assert answer.endswith(b"<h1>Court</h1>")
        assert [asked.host for asked in stage.asked] == [COURT]
        assert (gate.stopped, gate.unanswered) == ((), ())


@pytest.mark.parametrize(
    ("host", "port", "recorded"),
    [
        ("www.example.org", 443, Stopped("www.example.org", 443)),
        ("WWW.Example.ORG.", 443, Stopped("www.example.org", 443)),
        (COURT, 8443, Stopped(COURT, 8443)),
        ("127.0.0.1", 22, Stopped("127.0.0.1", 22)),
        ("[::1]", 80, Stopped("::1", 80)),
    ],
)
def test_what_has_no_route_is_refused_and_recorded(host: str, port: int, recorded: Stopped) -> None:
    """The client gets 403, and the record says where it wanted to go, once."""
    with listening(echo) as target, Gate(only(target)) as gate:
        for _ in range(2):
            client, line = connect(gate, host, port)
            client.close()

            assert line == b"HTTP/1.1 403 Forbidden"
        assert gate.stopped == (recorded,)
        assert gate.unanswered == ()


@pytest.mark.parametrize(
    "url", ["http://www.example.org/", f"http://{COURT}/", "https://www.example.org:8443/x?y"]
)
def test_plain_http_is_refused_and_recorded(url: str) -> None:
    """A request that is no CONNECT goes nowhere, whatever its host."""
    with listening(echo) as target, Gate(only(target)) as gate:
        with ask(gate, f"GET {url} HTTP/1.1\r\n\r\n".encode()) as client:
            answer = to_end(client)

        assert answer.startswith(b"HTTP/1.1 403 ")
        assert len(gate.stopped) == 1


@pytest.mark.parametrize(
    "head",
    [
        b"\r\n\r\n",
        b"rubbish\r\n\r\n",
        b"CONNECT somewhere HTTP/1.1\r\n\r\n",
        b"CONNECT host:99999 HTTP/1.1\r\n\r\n",
        b"CONNECT user:secret@host:443 HTTP/1.1\r\n\r\n",
        b"CONNECT host:443/path HTTP/1.1\r\n\r\n",
        b"CONNECT host:443 GOPHER/1.1\r\n\r\n",
        b"GET /path HTTP/1.1\r\n\r\n",
        b"\xff\xfe\r\n\r\n",
        b"CONNECT host:443 HTTP/1.1\r\nX: " + b"x" * 20_000,
        b"\x16\x03\x01\x02\x00\x01" + b"\x00" * 20_000,
    ],
)
def test_what_is_no_request_is_refused_without_a_record(head: bytes) -> None:
    """Rubbish gets 400, or is cut off if there is more of it than any head can have, and leads nowhere."""
    with Gate(only(None)) as gate:
        with ask(gate, head) as client:
            try:
                first = client.recv(12)
            except ConnectionResetError:
                first = b"cut off"

        assert first == b"HTTP/1.1 400" or len(head) > 16_384
        assert (gate.stopped, gate.unanswered) == ((), ())


def test_a_route_where_nobody_answers_is_told_and_recorded() -> None:
    """The client gets 502 when the site's listener is gone."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gone = listener.getsockname()
    with Gate(only(gone)) as gate:
        client, line = connect(gate)
        client.close()

        assert line == b"HTTP/1.1 502 Bad Gateway"
        assert gate.unanswered == (Stopped(COURT, 443),)
        assert gate.stopped == ()


def test_a_site_that_takes_a_request_and_never_answers_is_cut_off_and_recorded() -> None:
    """After the gate's patience the connection ends, so that no client hangs for ever."""

    def says_nothing(site: socket.socket) -> None:
        to_end(site)

    with listening(says_nothing) as target, Gate(only(target), patience=0.2) as gate:
        client, _ = connect(gate)
        with client:
            client.sendall(b"a question")

            assert to_end(client) == b""
        assert gate.unanswered == (Stopped(COURT, 443),)


def test_a_connection_that_nobody_uses_ends_without_a_record() -> None:
    """Silence after the site's answer is no fault of the site's."""
    with listening(echo) as target, Gate(only(target), patience=0.2) as gate:
        client, _ = connect(gate)
        with client:
            client.sendall(b"a question")

            assert to_end(client) == b"a question"
        assert gate.unanswered == ()


def test_a_client_that_has_finished_sending_still_receives() -> None:
    """Closing one direction leaves the other open, through the gate as without it."""

    def answers_at_the_end(site: socket.socket) -> None:
        site.sendall(b"you said: " + to_end(site))

    with listening(answers_at_the_end) as target, Gate(only(target)) as gate:
        client, _ = connect(gate)
        with client:
            client.sendall(b"everything")
            client.shutdown(socket.SHUT_WR)

            assert to_end(client) == b"you said: everything"


def test_a_site_that_has_finished_sending_still_receives() -> None:
    """The same the other way round."""
    heard: queue.Queue[bytes] = queue.Queue()

    def speaks_first(site: socket.socket) -> None:
        site.sendall(b"hello")
        site.shutdown(socket.SHUT_WR)
        heard.put(to_end(site))

    with listening(speaks_first) as target, Gate(only(target)) as gate:
        client, _ = connect(gate)
        with client:
            assert to_end(client) == b"hello"
            client.sendall(b"and good-bye")
        assert heard.get(timeout=5) == b"and good-bye"


def test_bytes_sent_together_with_the_request_are_passed_on() -> None:
    """A client that does not wait for the gate's answer loses nothing."""
    with listening(echo) as target, Gate(only(target)) as gate:
        client = ask(gate, f"CONNECT {COURT}:443 HTTP/1.1\r\n\r\nearly".encode())
        with client:
            client.shutdown(socket.SHUT_WR)

            assert to_end(client).endswith(b"\r\n\r\nearly")


def test_much_data_passes_unchanged_through_slow_readers() -> None:
    """A receiver that takes its time gets every byte, in order."""
    sent = bytes(range(256)) * (BIG // 256)

    def send_all() -> None:
        client.sendall(sent)
        client.shutdown(socket.SHUT_WR)

    with listening(echo) as target, Gate(only(target)) as gate:
        client, _ = connect(gate)
        with client, ThreadPoolExecutor(1) as pool:
            client.settimeout(20)
            sending = pool.submit(send_all)
            got = b"".join(iter(lambda: client.recv(1000), b""))
            sending.result()

    assert got == sent


def test_fifty_connections_at_once_keep_apart() -> None:
    """Each of many parallel tunnels gets its own answer back."""

    def talk(number: int) -> bytes:
        client, _ = connect(gate)
        with client:
            client.sendall(f"connection {number}".encode())
            client.shutdown(socket.SHUT_WR)
            return to_end(client)

    with listening(echo) as target, Gate(only(target)) as gate, ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(talk, range(50)))

    assert answers == [f"connection {number}".encode() for number in range(50)]


def test_closing_the_gate_ends_open_tunnels_and_all_of_its_threads() -> None:
    """Nothing of a gate is left when its block ends, not even for clients that never asked."""
    before = set(threading.enumerate())
    with ExitStack() as stack:
        target = stack.enter_context(listening(echo))
        with Gate(only(target)) as gate:
            tunnels = [connect(gate)[0] for _ in range(3)]
            silent = ask(gate, b"CONN")
            address = gate.address

        for client in (*tunnels, silent):
            with client, suppress(ConnectionResetError):
                assert client.recv(1) == b""
        host, _, port = address.rpartition(":")
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((host, int(port)), 1).close()
    assert [thread for thread in threading.enumerate() if thread not in before] == []


def test_a_client_that_leaves_at_once_disturbs_nobody() -> None:
    """Port scanners and broken clients do not bring the gate down."""
    with listening(echo) as target, Gate(only(target)) as gate:
        for _ in range(5):
            ask(gate, b"").close()
        client, line = connect(gate)
        client.close()

        assert line.startswith(b"HTTP/1.1 200")
