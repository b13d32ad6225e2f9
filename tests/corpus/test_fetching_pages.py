"""Fetching from a server on loopback that does what servers do, and what they should not."""

import asyncio
import errno
import gzip
import socket
import threading

import pytest
from aiohttp import web

from corpus.fetching import FetchLimits, fetch_page, visiting
from corpus.fetching.links import read_link
from corpus.fetching.visiting import has_route, visit
from corpus.refusals import FETCH_REASONS, INTAKE_REASONS, SENTENCES, FetchError
from tests.corpus.web import HASTE, Names, OnlyLoopback, serving, speaking

PAGE = "<html><body><h1>Titre</h1><p>Un texte.</p></body></html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture(autouse=True)
def routed(monkeypatch):
    """A machine that has a way to the internet, as far as it is asked."""
    monkeypatch.setattr(visiting, "has_route", lambda: True)


async def page(request):
    return web.Response(text=PAGE, content_type="text/html")


async def refused(fetching):
    with pytest.raises(FetchError) as caught:
        await fetching
    assert "127.0.0.1" not in str(caught.value)
    return caught.value.reason


async def test_a_page_comes_with_its_address_and_its_name():
    async with serving(page) as site:
        got = await site.fetch("/a/le-projet.html?x=1#part")
    assert got.data == PAGE.encode()
    assert got.url == f"http://example.org:{site.port}/a/le-projet.html?x=1"
    assert (got.name, got.suffix) == ("le-projet.html", ".html")


async def test_what_is_sent_says_who_asks_and_nothing_of_the_host(monkeypatch):
    """No cookies, no proxy or password of the environment, and only what can be unpacked within limits."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    async def answer(request):
        response = web.Response(text=PAGE, content_type="text/html")
        response.set_cookie("seen", "1")
        return (
            response
            if request.path == "/b"
            else web.Response(status=302, headers={"Location": "/b", "Set-Cookie": "a=1"})
        )

    async with serving(answer) as site:
        await site.fetch("/a")
    sent = site.requests[-1].headers
    assert sent["User-Agent"].startswith("Sourcier ")
    assert sent["Accept-Encoding"] == "gzip"
    assert not {"Cookie", "Authorization", "Proxy-Authorization", "Referer"} & set(sent)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:7f00:1]", "localhost"])
async def test_an_address_in_the_hosts_own_network_is_not_asked(host):
    """By the shipped rules, which need no server to say so."""
    with pytest.raises(FetchError) as caught:
        await fetch_page(f"http://{host}/")
    assert caught.value.reason == "no_public_address"


async def test_another_port_than_the_webs_is_not_asked():
    """Not even to see whether somebody listens."""
    async with serving(page) as site:
        assert await refused(fetch_page(site.link("/"))) == "link_port"
    assert site.requests == []


@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.1"], ["127.0.0.1", "169.254.169.254"], ["127.0.0.1", "::1"], [], ["::ffff:127.0.0.1"]],
    ids=["private", "one of two", "one of two families", "none", "mapped"],
)
async def test_a_name_with_an_address_that_may_not_be_asked_is_refused(addresses):
    """Even if another of its addresses may be; and nobody learns whether the name is known at all."""
    async with serving(page) as site:
        site.names.answers["inner.example"] = [addresses]
        assert await refused(site.fetch(host="inner.example")) == "no_public_address"
    assert site.requests == []


@pytest.mark.parametrize(
    ("error", "way", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), True, "no_public_address"),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), False, "no_network"),
        (socket.gaierror(socket.EAI_AGAIN, "no server answers"), True, "no_network"),
        (socket.gaierror(socket.EAI_FAIL, "the server fails"), True, "no_network"),
        (OSError("none"), False, "no_network"),
    ],
)
async def test_a_name_that_cannot_be_looked_up_blames_the_network(error, way, reason, monkeypatch):
    """Not the address, which may be right; a name that is unknown while there is a network stays the address's."""

    async def resolve(host, port):
        raise error

    monkeypatch.setattr(visiting, "has_route", lambda: way)
    with pytest.raises(FetchError) as caught:
        await fetch_page("https://example.org/", resolve=resolve)
    assert caught.value.reason == reason
    assert ("may be right" in str(caught.value)) == (reason == "no_network")


@pytest.mark.parametrize(("way", "reason"), [(False, "no_network"), (True, "unreachable")])
async def test_a_host_without_a_way_to_it_blames_the_network(way, reason, monkeypatch):
    """If there is no way to anywhere."""

    async def connect(*args, **kwargs):
        raise OSError(errno.ENETUNREACH, "unreachable")

    monkeypatch.setattr("aiohttp.connector.aiohappyeyeballs.start_connection", connect)
    monkeypatch.setattr(visiting, "has_route", lambda: way)
    async with serving(page) as site:
        assert await refused(site.fetch("/")) == reason


def test_a_way_to_the_internet_is_looked_up_without_sending(monkeypatch):
    """In the system's table; a family that the system lacks is no way."""

    class Socket:
        def __init__(self, family, kind):
            assert kind == socket.SOCK_DGRAM
            self.family = family

        def __enter__(self):
            return self

        def __exit__(self, *error):
            return None

        def connect(self, address):
            if self.family not in ways:
                raise OSError(errno.ENETUNREACH, "unreachable")

    monkeypatch.setattr(visiting.socket, "socket", Socket)
    for ways in ((), (socket.AF_INET6,), (socket.AF_INET,)):
        assert has_route() == bool(ways)


async def test_a_name_is_resolved_once_so_that_it_cannot_change():
    """DNS rebinding: the first answer may be asked, the second may not, and only the first is used."""
    async with serving(page) as site:
        site.names.answers["rebinding.example"] = [["127.0.0.1"], ["10.0.0.1"]]
        assert (await site.fetch(host="rebinding.example")).data == PAGE.encode()
    assert site.names.asked == ["rebinding.example"]


async def test_a_socket_is_made_for_an_address_that_may_be_asked_only():
    """The last look: a resolver that gave another address than it checked would get no connection."""

    class Forgetful(OnlyLoopback):
        looks = 0

        def allows_address(self, address, port):
            type(self).looks += 1
            return type(self).looks == 1

    async with serving(page) as site:
        with pytest.raises(FetchError, match="could not be reached"):
            async with visit(read_link(site.link("/")), Forgetful(site.port), site.names, 2.0):
                pass
    assert site.requests == []


async def test_redirects_are_followed_to_the_last_address():
    async def answer(request):
        steps = int(request.query["n"])
        return await page(request) if steps == 0 else web.Response(status=302, headers={"Location": f"/?n={steps - 1}"})

    async with serving(answer) as site:
        got = await site.fetch("/?n=5")
        assert got.url == f"http://example.org:{site.port}/?n=0"
        assert await refused(site.fetch("/?n=6")) == "redirects"


async def redirect_to(location):
    async def answer(request):
        return web.Response(status=302, headers={"Location": location})

    async with serving(answer) as site:
        site.names.answers["inner.example"] = [["10.0.0.1"]]
        reason = await refused(site.fetch("/"))
    assert len(site.requests) == 1
    return reason


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", "link_port"),
        ("http://127.0.0.1:22/", "link_port"),
        ("file:///etc/passwd", "redirect_broken"),
        ("http://user:pw@example.org/", "link_credentials"),
        ("/", "redirect_loop"),
        ("http://[", "redirect_broken"),
    ],
)
async def test_a_redirect_is_checked_like_the_first_link(location, reason):
    """Nothing further is asked."""
    assert await redirect_to(location) == reason


@pytest.mark.parametrize("host", ["inner.example", "10.0.0.1", "0x0a000001", "[::1]"])
async def test_a_redirect_into_the_hosts_own_network_is_refused(host):
    port = 0

    async def answer(request):
        return web.Response(status=301, headers={"Location": f"http://{host}:{port}/"})

    async with serving(answer) as site:
        port = site.port
        site.names.answers["inner.example"] = [["10.0.0.1"]]
        assert await refused(site.fetch("/")) == "no_public_address"
    assert len(site.requests) == 1


async def test_a_redirect_without_a_target_is_an_answer_without_the_page():
    async def answer(request):
        return web.Response(status=302)

    async with serving(answer) as site:
        assert await refused(site.fetch()) == "status"


@pytest.mark.parametrize("status", [201, 204, 206, 304, 400, 401, 403, 404, 410, 429, 500, 503])
async def test_any_other_status_than_200_is_said(status):
    async def answer(request):
        return web.Response(status=status)

    async with serving(answer) as site:
        with pytest.raises(FetchError, match=f"example.org answered {status} instead"):
            await site.fetch()


HURRIED = FetchLimits(total_s=0.3, connect_s=0.2, size_bytes=1_000_000)


async def test_headers_that_do_not_come_end_at_the_time_limit():
    async def answer(request):
        await asyncio.sleep(60)

    async with serving(answer) as site:
        assert await refused(site.fetch(limits=HURRIED)) == "timeout"


async def test_a_body_that_drips_ends_at_the_time_limit():
    """However steadily."""

    async def drip(writer):
        while True:
            writer.write(b"1\r\nx\r\n")
            await writer.drain()
            await asyncio.sleep(0.01)

    async with speaking(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", then=drip) as site:
        assert await refused(site.fetch(limits=HURRIED)) == "timeout"


async def test_a_name_that_does_not_resolve_in_time_is_not_waited_for():
    async def stuck(host, port):
        await asyncio.sleep(60)

    link = "http://example.org:8000/"
    assert await refused(fetch_page(link, limits=HURRIED, reach=OnlyLoopback(8000), resolve=stuck)) == "connect_timeout"


def test_a_silent_name_server_keeps_no_process_from_leaving(monkeypatch):
    """Whose thread is left behind, and puts what it gets in the end where nobody looks."""
    answers, asked_on, answered = threading.Event(), [], []

    def silent(*_, **__):
        asked_on.append(threading.current_thread())
        answers.wait(10)
        answered.append(True)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 8000))]

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    fetching = fetch_page("http://example.org:8000/", limits=HURRIED, reach=OnlyLoopback(8000))
    assert asyncio.run(refused(fetching)) == "connect_timeout"
    assert answered == []
    answers.set()
    for thread in asked_on:
        thread.join(10)
    assert len(answered) == len(asked_on) == 1


async def test_what_the_system_says_of_a_name_is_handed_on(monkeypatch):
    """Its addresses, or its error."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", 80))])
    assert [str(one) for one in await visiting.ask_system("example.org", 80)] == ["127.0.0.1"]

    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(socket.gaierror, match="not known"):
        await visiting.ask_system("example.org", 80)


async def test_headers_that_never_end_are_cut():
    """A thousand of them, or one of a megabyte."""
    for head in (b"X: y\r\n" * 1000, b"X: " + b"y" * 1_000_000 + b"\r\n"):
        async with speaking(HEAD + head + b"\r\n") as site:
            assert await refused(site.fetch()) == "page_broken"


async def test_a_body_that_never_ends_is_cut_at_the_size_limit():
    async def pour(writer):
        while True:
            writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            await writer.drain()

    async with speaking(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", then=pour) as site:
        assert await refused(site.fetch()) == "page_too_large"


async def test_a_body_that_says_it_is_too_large_is_not_received():
    async with speaking(HEAD + b"Content-Length: 1000001\r\n\r\n") as site:
        assert await refused(site.fetch()) == "page_too_large"


@pytest.mark.parametrize("length", [b"10", b"-1", b"1, 2", b"x"])
async def test_a_length_that_lies_is_noticed(length):
    """More was promised than comes, or no number at all."""
    async with speaking(HEAD + b"Content-Length: " + length + b"\r\n\r\nshort") as site:
        assert await refused(site.fetch()) == "page_broken"


async def test_more_than_the_stated_length_is_called_broken():
    async with speaking(HEAD + b"Content-Length: 5\r\n\r\nshort and more") as site:
        assert await refused(site.fetch()) == "page_broken"


async def test_a_packed_page_is_unpacked():
    async def answer(request):
        return web.Response(
            body=gzip.compress(PAGE.encode()), headers={"Content-Encoding": "gzip"}, content_type="text/html"
        )

    async with serving(answer) as site:
        assert (await site.fetch()).data == PAGE.encode()


async def test_a_page_that_unfolds_beyond_the_limit_is_refused():
    """Half a gigabyte in half a megabyte, of which one is unfolded."""
    bomb = gzip.compress(b"\0" * 50_000_000) * 10

    async def answer(request):
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"}, content_type="text/html")

    async with serving(answer) as site:
        assert len(bomb) < HASTE.size_bytes
        assert await refused(site.fetch()) == "page_too_large"


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate"])
async def test_a_page_packed_otherwise_is_refused(encoding):
    async with speaking(HEAD + b"Content-Encoding: " + encoding.encode() + b"\r\nContent-Length: 1\r\n\r\nx") as site:
        assert await refused(site.fetch()) == "content_encoding"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (b"image/png", "content_type"),
        (b"application/json", "content_type"),
        (b"text/css", "content_type"),
        (None, "no_content_type"),
    ],
)
async def test_a_body_of_no_articles_type_is_not_received(kind, reason):
    """Its endless body is not waited for."""
    stated = b"" if kind is None else b"Content-Type: " + kind + b"\r\n"
    async with speaking(
        b"HTTP/1.1 200 OK\r\n" + stated + b"Transfer-Encoding: chunked\r\n\r\n", then=lambda _: asyncio.sleep(60)
    ) as site:
        assert await refused(site.fetch(limits=FetchLimits(total_s=30))) == reason


@pytest.mark.parametrize("body", [b"", b" \n\t ", b"\xef\xbb\xbf"])
async def test_an_empty_page_is_refused(body):
    async with speaking(HEAD + b"Connection: close\r\n\r\n" + body) as site:
        assert await refused(site.fetch()) == "page_empty"


async def test_a_page_in_another_encoding_comes_as_utf8():
    async def answer(request):
        return web.Response(body="Élève".encode("latin-1"), headers={"Content-Type": "text/html; charset=latin-1"})

    async with serving(answer) as site:
        assert (await site.fetch()).data == "Élève".encode()


async def test_a_charset_that_nobody_knows_does_not_lose_the_page():
    async def answer(request):
        return web.Response(body="Élève".encode(), headers={"Content-Type": "text/html; charset=klingon"})

    async with serving(answer) as site:
        assert (await site.fetch()).data == "Élève".encode()


@pytest.mark.parametrize(
    "raw", [b"SSH-2.0-OpenSSH_9\r\n\r\n", b"HTTP/1.1 2OO OK\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n"]
)
async def test_what_is_no_http_is_called_broken(raw):
    async with speaking(raw) as site:
        assert await refused(site.fetch()) in ("page_broken", "unreachable")


async def test_a_server_without_encryption_is_not_spoken_to_as_if_it_had_any():
    async with serving(page) as site:
        link = site.link("/").replace("http:", "https:")
        assert await refused(fetch_page(link, limits=HASTE, reach=OnlyLoopback(site.port), resolve=Names())) == "tls"


async def test_a_port_at_which_nobody_listens_is_said():
    async with serving(page) as site:
        pass
    assert await refused(site.fetch()) == "unreachable"


@pytest.mark.parametrize("host", ["ü" * 70, "a" * 64, "xn--\u0378"], ids=["long", "long ASCII", "no character"])
async def test_a_name_that_is_no_name_is_refused(host):
    """What IDNA or the system does not allow, before anybody is asked."""
    reach = OnlyLoopback(8000)
    assert await refused(fetch_page(f"http://{host}:8000/", limits=HASTE, reach=reach)) == "link_malformed"


async def test_a_name_with_accents_is_asked_by_its_ascii_form():
    async with serving(page) as site:
        got = await site.fetch(host="bücher.example")
    assert site.names.asked == ["xn--bcher-kva.example"]
    assert got.url.startswith("http://xn--bcher-kva.example:")


async def test_cancelling_ends_the_fetch():
    asked = asyncio.Event()

    async def answer(request):
        asked.set()
        await asyncio.sleep(60)

    async with serving(answer) as site:
        task = asyncio.create_task(site.fetch())
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


def test_every_reason_has_a_sentence():
    assert set(SENTENCES) == {*FETCH_REASONS, *INTAKE_REASONS}
