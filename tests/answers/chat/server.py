"""A server on this machine that speaks OpenAI's chat completions, well or badly.

    python -m tests.answers.chat.server obedient

prints its address and serves until it is interrupted. The model's name chooses the behaviour where there is one of
that name: `SOURCIER_CHAT_MODEL=openai:lying`.
"""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.answers.chat.models import BEHAVIOURS, obedient, read_prompt

KEY = "sk-test-3f9a"


class ChatServer(ThreadingHTTPServer):
    """Holds how it behaves and what it was asked. `statuses` and error `bodies` are answered first, one a request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, behaviour: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour = behaviour
        self.statuses: list[int] = []
        self.bodies: list[dict] = []
        self.headers: dict[str, str] = {}
        self.requests: list[dict] = []
        self.keys: list[str | None] = []
        self.let_go = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request, client_address):
        """Says nothing of a bot that hung up, as it does on a model that talks too long or too slowly."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: ChatServer

    def log_message(self, format, *args):  # noqa: A002 - the base class calls it so
        pass

    def do_POST(self):
        server = self.server
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.requests.append(request)
        server.keys.append(self.headers.get("Authorization"))
        status = server.statuses.pop(0) if server.statuses else None
        behaviour = request["model"] if request["model"] in {*BEHAVIOURS, *ODD} else server.behaviour
        if behaviour.isdigit():
            status = int(behaviour)
        body = server.bodies.pop(0) if server.bodies else None
        if status is not None or body is not None:
            told = body or {"message": f"no: {server.keys[-1]}", "type": "t", "code": None}
            self._answer(status or 400, json.dumps({"error": told}))
        elif behaviour in ODD:
            ODD[behaviour](self)
        else:
            self._stream(BEHAVIOURS[behaviour](read_prompt(request["messages"][-1]["content"])))

    def _answer(self, status, body, kind="application/json"):
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _begin(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def _event(self, delta, finish=None, usage=None):
        choices = [] if usage else [{"index": 0, "delta": delta, "finish_reason": finish}]
        event = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices}
        self._raw("data: " + json.dumps({**event, "usage": usage}) + "\n\n")

    def _raw(self, text):
        self.wfile.write(text.encode())
        self.wfile.flush()

    def _said(self, text):
        for start in range(0, len(text), 50):
            self._event({"role": "assistant", "content": text[start : start + 50]})

    def _stream(self, text):
        self._begin()
        self._said(text)
        self._event({}, finish="stop")
        self._event({}, usage={"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960})
        self._raw("data: [DONE]\n\n")


def _given(handler):
    return read_prompt(handler.server.requests[-1]["messages"][-1]["content"])


def _slow(handler):
    handler.server.let_go.wait(20)


def _dripping(handler):
    """Keeps the connection alive, a comment at a time, and says nothing."""
    handler._begin()
    while not handler.server.let_go.wait(0.05):
        handler._raw(": still here\n\n")


def _cut_off(handler):
    """Says its first statement and half of the second, promises more, and is gone."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    said = obedient(_given(handler))
    handler._said(said[: said.index("\n") + 40])


def _html(handler):
    handler._answer(200, "<html><body>Welcome to nginx</body></html>", "text/html")


def _no_choices(handler):
    handler._begin()
    handler._raw('data: {"hello": [1, 2]}\n\ndata: [DONE]\n\n')


def _no_json(handler):
    handler._begin()
    handler._raw("data: {not json\n\n")


def _empty(handler):
    handler._stream("")


def _endless(handler):
    """Talks until nobody listens."""
    handler._begin()
    try:
        while not handler.server.let_go.is_set():
            handler._said('{"say": "{{{{ ' * 50)
    except OSError:
        return


ODD = {
    "slow": _slow,
    "dripping": _dripping,
    "cut_off": _cut_off,
    "html": _html,
    "no_choices": _no_choices,
    "no_json": _no_json,
    "empty": _empty,
    "endless": _endless,
    "401": None,
    "404": None,
    "429": None,
    "500": None,
}


@contextmanager
def serving(behaviour: str = "obedient") -> Iterator[ChatServer]:
    """Serve in a thread until the block ends."""
    server = ChatServer(behaviour)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    with serving(sys.argv[1] if len(sys.argv) > 1 else "obedient") as made:
        print(made.url, flush=True)
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
