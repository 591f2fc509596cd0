"""A tunnel between two sockets: bytes pass both ways until both sides have ended."""

from __future__ import annotations

import selectors
import socket
from contextlib import suppress
from dataclasses import dataclass, field

_CHUNK = 64 * 1024  # bytes read at once
_FULL = 256 * 1024  # bytes that may wait for a slow receiver before the sender has to wait, too


@dataclass(slots=True)
class _Way:
    """One direction of a tunnel, with the bytes that its receiver has not taken yet."""

    source: socket.socket
    sink: socket.socket
    waiting: bytearray = field(default_factory=bytearray)
    source_ended: bool = False
    sink_told: bool = False

    @property
    def reads(self) -> bool:
        return not self.source_ended and len(self.waiting) < _FULL

    def take(self) -> bool:
        """Reads what the source sends; ``True`` if it sent something."""
        try:
            piece = self.source.recv(_CHUNK)
        except BlockingIOError:
            return False  # a false alarm of the selector
        self.waiting += piece
        self.source_ended = not piece
        return bool(piece)

    def give(self) -> None:
        """Sends what the sink can take, and after the last byte that there will be no more."""
        if self.waiting:
            with suppress(BlockingIOError):  # the selector says when it can take more
                del self.waiting[: self.sink.send(self.waiting)]
        if self.source_ended and not self.waiting and not self.sink_told:
            self.sink_told = True
            self.sink.shutdown(socket.SHUT_WR)


def relay(client: socket.socket, site: socket.socket, patience: float) -> bool:
    """Passes bytes both ways until both sides have ended or one breaks off.

    A side that has only finished sending still receives. A tunnel in which nothing passes for ``patience``
    seconds is ended, too; ``False`` means that the last word in it was the client's.
    """
    for each in (client, site):
        each.setblocking(False)
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with selectors.DefaultSelector() as selector:
        try:
            return _relay(selector, _Way(client, site), _Way(site, client), patience)
        except OSError:
            return True  # one side broke off; closing both tells the other


def _relay(selector: selectors.BaseSelector, asking: _Way, answering: _Way, patience: float) -> bool:
    # With TLS 1.3 the site's last word may be a mere ticket, sent after the client's question: silence is
    # what ends a tunnel, whoever spoke last.
    answered = True
    while not (asking.sink_told and answering.sink_told):
        _watch(selector, asking, answering)
        ready = selector.select(patience)
        if not ready:
            return answered
        for key, events in ready:
            coming, going = (asking, answering) if key.fileobj is asking.source else (answering, asking)
            if events & selectors.EVENT_READ and coming.take():
                answered = coming is answering
            coming.give()
            going.give()
    return True


def _watch(selector: selectors.BaseSelector, asking: _Way, answering: _Way) -> None:
    """Has the selector wait for just what each side can do now."""
    for coming, going in ((asking, answering), (answering, asking)):
        wanted = (selectors.EVENT_READ if coming.reads else 0) | (
            selectors.EVENT_WRITE if going.waiting else 0
        )
        known = selector.get_map().get(coming.source)
        if known is None and wanted:
            selector.register(coming.source, wanted)
        elif known is not None and not wanted:
            selector.unregister(coming.source)
        elif known is not None and known.events != wanted:
            selector.modify(coming.source, wanted)
