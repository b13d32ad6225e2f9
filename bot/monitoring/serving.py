"""`/metrics` and `/health` on this machine's own address, served on the bot's event loop.

Nobody else on the network reaches them; whoever wants that puts a proxy with a password in front.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.monitoring.prometheus import CONTENT_TYPE, PrometheusMeasures
from bot.monitoring.sampling import watch_the_loop
from bot.monitoring.watched import Watched

log = logging.getLogger("sourcier.monitoring")

LOOPBACK = "127.0.0.1"
UNWELL = 503


@asynccontextmanager
async def served(measures: PrometheusMeasures, watched: Watched, port: int) -> AsyncIterator[None]:
    """Serve the measures for as long as the block lasts, and take how late the event loop comes.

    A port that cannot be had is an error in the log and no more: who asks questions needs the bot, not its numbers.
    """
    measures.watch(watched)
    runner = web.AppRunner(application(measures, watched), access_log=None)
    await runner.setup()
    sampling = asyncio.create_task(watch_the_loop(measures.late))
    try:
        try:
            await web.TCPSite(runner, LOOPBACK, port).start()
        except OSError as error:
            log.error(
                "SOURCIER_METRICS_PORT: port %d of %s cannot be had (%s), so nothing is served there; the bot goes on. "
                "Is another Sourcier running? Name a free port, then start it again",
                *(port, LOOPBACK, error.strerror or type(error).__name__),
            )
        else:
            log.info("serving http://%s:%d/metrics and /health", LOOPBACK, port)
        yield
    finally:
        sampling.cancel()
        await asyncio.wait([sampling])
        await runner.cleanup()


def application(measures: PrometheusMeasures, watched: Watched) -> web.Application:
    """Return the two pages."""

    async def metrics(_: web.Request) -> web.Response:
        page = await asyncio.to_thread(measures.page)  # looks at files
        return web.Response(body=page, headers={"Content-Type": CONTENT_TYPE})

    async def health(_: web.Request) -> web.Response:
        reasons = await asyncio.to_thread(watched.reasons)
        return web.json_response(
            {"healthy": not reasons, "reasons": reasons}, status=UNWELL if reasons else web.HTTPOk.status_code
        )

    pages = web.Application()
    pages.router.add_get("/metrics", metrics)
    pages.router.add_get("/health", health)
    return pages
