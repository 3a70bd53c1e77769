"""A line to the site that takes its time, web sockets included.

A SOCKS proxy of the browser's: every address stays the same, and unlike the browser's
own throttling it does not depend on which traffic a version of Chromium slows down.
"""

import asyncio
import math
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from ipaddress import ip_address

_CHUNK = 4096
_NO_LOGIN = b"\x05\x00"
_CONNECTED = b"\x05\x00\x00\x01" + bytes(6)
_LENGTHS = {1: 4, 4: 16}  # of the kinds of address; 3 is a name and tells its own


@dataclass
class SlowLine:
    """Fast until it is told otherwise.

    Attributes:
        delay_s: What each way takes, however little is sent.
        bytes_per_s: What each way of each connection carries.
    """

    delay_s: float = 0
    bytes_per_s: float = math.inf

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[str]:
        """Serve while the block runs; give the address for a browser."""
        async with await asyncio.start_server(self._accept, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            yield f"socks5://127.0.0.1:{port}"

    async def _accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        with closing(writer), suppress(ConnectionError, asyncio.IncompleteReadError):
            host, port = await _greet(reader, writer)
            far_reader, far_writer = await asyncio.open_connection(host, port)
            writer.write(_CONNECTED)
            with closing(far_writer):
                await asyncio.gather(
                    self._carry(reader, far_writer), self._carry(far_reader, writer)
                )

    async def _carry(self, source: StreamReader, sink: StreamWriter) -> None:
        """Pass on what comes, each piece when it would have arrived."""
        clock = asyncio.get_running_loop().time
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, chunk = await under_way.get()
                await asyncio.sleep(due - clock())
                if not chunk:
                    sink.write_eof()
                    return
                sink.write(chunk)
                await sink.drain()

        delivery = asyncio.create_task(deliver())
        free_at = clock()
        chunk = b"."
        try:
            while chunk:
                chunk = await source.read(_CHUNK)
                free_at = max(free_at, clock()) + len(chunk) / self.bytes_per_s
                under_way.put_nowait((free_at + self.delay_s, chunk))
            await delivery
        finally:
            delivery.cancel()


async def _greet(reader: StreamReader, writer: StreamWriter) -> tuple[str, int]:
    """Read whom the browser wants (RFC 1928)."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(_NO_LOGIN)
    *_, kind = await reader.readexactly(4)
    if kind in _LENGTHS:
        host = str(ip_address(await reader.readexactly(_LENGTHS[kind])))
    else:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    return host, int.from_bytes(await reader.readexactly(2), "big")
