"""The door to LangChain's chat models. The only module of the chat side that names it.

Whatever a client library raises becomes one of our errors, in our words: its own text may hold the key or the
question. A key reaches the client and nothing else.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from bot.answers.chat.errors import ChatModelError, ChatSetupError, PassingError
from bot.answers.chat.messages import Message, Piece
from bot.texts.extras import how_to_install

EXTRAS = ("openai", "anthropic", "ollama")  # providers whose package an extra of ours installs
NO_KEY = "none"  # what servers that ask for no key get; clients insist on one
KEY_FIELD = "api_key"

TOO_LONG_AGO, TOO_MANY, SERVER_ERRORS = 408, 429, 500
WRONG_KEY, UNKNOWN_MODEL, BAD_REQUEST = (401, 403), 404, 400

# Names of client libraries' exceptions, anywhere among an exception's classes: httpx, openai and anthropic share them.
TIMED_OUT = frozenset({"TimeoutError", "TimeoutException", "APITimeoutError", "Timeout"})
CUT_OFF = frozenset({"RemoteProtocolError", "ReadError", "IncompleteRead", "ChunkedEncodingError", "StreamError"})
UNREACHABLE = frozenset({"APIConnectionError", "TransportError", "ConnectionError", "ConnectError", "OSError"})
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RuntimeError)


class LangChainModel:
    """A LangChain chat model as our `ChatModel`."""

    def __init__(self, name: str, client: BaseChatModel, address: str) -> None:
        """`address` is what error sentences call the server: a host, or the provider's name."""
        self._name = name
        self._client = client
        self._address = address

    @property
    def name(self) -> str:
        """Provider and model, as the settings name them."""
        return self._name

    def stream(self, messages: Sequence[Message]) -> Generator[Piece, None, None]:
        """Yield what the model says; see `ChatModel.stream` for what is raised."""
        try:
            for chunk in self._client.stream([_theirs(message) for message in messages]):
                yield _piece(chunk)
        except Exception as error:
            ours = self._translated(error)
            if ours is not None:
                raise ours from None  # the chain would show a foreign text
            raise

    def _translated(self, error: Exception) -> ChatModelError | None:
        """Return our error for one of a client library, None for one that is nobody's."""
        if isinstance(error, ChatModelError):
            return error
        status = getattr(error, "status_code", None)
        if isinstance(status, int):
            return self._of_status(status, error)
        kinds = {kind.__name__ for one in _causes(error) for kind in type(one).__mro__}
        if kinds & TIMED_OUT:
            return ChatModelError("slow", self._sentence("did not answer in time; see SOURCIER_CHAT_TIMEOUT_S"))
        if kinds & CUT_OFF:
            return PassingError("cut_off", self._sentence("broke the connection off"))
        if kinds & UNREACHABLE:
            return PassingError(
                "unreachable",
                self._sentence("cannot be reached; check that the server runs, and SOURCIER_CHAT_BASE_URL"),
            )
        if _is_foreign(error):
            sentence = self._sentence(f"answered what is no chat completion ({type(error).__name__})")
            return ChatModelError("malformed", sentence)
        return None

    def _of_status(self, status: int, error: Exception) -> ChatModelError:
        if status in WRONG_KEY:
            return ChatModelError(
                "refused", self._sentence(f"refuses the key (status {status}); check SOURCIER_CHAT_API_KEY")
            )
        if status == UNKNOWN_MODEL:
            return ChatModelError(
                "refused",
                self._sentence("knows no such model or address; check SOURCIER_CHAT_MODEL and SOURCIER_CHAT_BASE_URL"),
            )
        if status == TOO_MANY and getattr(error, "code", None) == "insufficient_quota":
            return ChatModelError("refused", self._sentence("says that the account's quota is used up"))
        if status in {TOO_LONG_AGO, TOO_MANY} or status >= SERVER_ERRORS:
            sentence = self._sentence(f"is overloaded or failing (status {status})")
            return PassingError("overloaded", sentence, retry_after_s=_retry_after_s(error))
        if status == BAD_REQUEST and "temperature" in str(error) and getattr(self._client, "temperature", None) == 0:
            self._client = self._client.model_copy(update={"temperature": None})
            return PassingError("refused", self._sentence("takes no temperature; asked without"), retry_after_s=0.0)
        return ChatModelError("refused", self._sentence(f"refuses the request (status {status})"))

    def _sentence(self, what: str) -> str:
        return f"chat model {self._name}: {self._address} {what}"


def load_chat_model(
    name: str, *, base_url: str | None, api_key: str | None, timeout_s: float, max_tokens: int
) -> LangChainModel:
    """Return the chat model called `name`, `provider:model` as LangChain names providers. Reaches no network.

    With a `base_url` and no key, none is looked for: the environment's key belongs to another server.

    Raises:
        ChatSetupError: the provider is unknown, its package is not installed, the key is missing, or the provider's
            package refuses what it is given.
    """
    provider, colon, model = (part.strip() for part in name.partition(":"))
    if not (provider and colon and model):
        msg = f"SOURCIER_CHAT_MODEL is {name!r}; wanted provider:model, such as openai:gpt-4.1-mini or ollama:qwen3"
        raise ChatSetupError(msg)
    given = _arguments(provider, base_url=base_url, api_key=api_key, timeout_s=timeout_s, max_tokens=max_tokens)
    try:
        client = init_chat_model(model, model_provider=provider, **given)
    except ImportError as error:
        raise ChatSetupError(_missing_package(name, provider, error)) from None
    except Exception as error:
        if _is_foreign(error):
            raise _refused(name, provider, error, with_key=api_key is not None) from None  # the text may hold the key
        raise
    if not isinstance(client, BaseChatModel):
        msg = f"SOURCIER_CHAT_MODEL is {name!r}, which LangChain cannot make; name another model"
        raise ChatSetupError(msg)
    if _lacks_key(client):
        raise ChatSetupError(_missing_key(name, provider))
    return LangChainModel(name, client, (urlsplit(base_url).netloc if base_url else "") or provider)


def _arguments(
    provider: str, *, base_url: str | None, api_key: str | None, timeout_s: float, max_tokens: int
) -> dict[str, Any]:
    """Return what the provider's class takes. Tries are ours to count, so the clients make one."""
    address = {"base_url": base_url} if base_url else {}
    if provider == "ollama":
        headers = {"headers": {"Authorization": f"Bearer {api_key}"}} if api_key else {}
        kept = {"timeout": timeout_s, **headers}
        return {"temperature": 0, "num_predict": max_tokens, "client_kwargs": kept, **address}
    key = api_key or (NO_KEY if base_url and provider == "openai" else None)
    given: dict[str, Any] = {"temperature": 0, "timeout": timeout_s, "max_retries": 0, **address}
    if key:
        given[KEY_FIELD] = key
    if provider == "openai":
        given["stream_usage"] = True
    if provider == "openai" and base_url:  # LangChain sends OpenAI's newer name, which other servers do not know
        return {**given, "extra_body": {"max_tokens": max_tokens}}
    return {**given, "max_tokens": max_tokens}


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and what led to it: clients wrap what the connection raised."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _is_foreign(error: Exception) -> bool:
    """Return whether `error` is a client library's own, or what one raises at what it cannot read."""
    return isinstance(error, UNREADABLE) or type(error).__module__.partition(".")[0] != "builtins"


def _missing_package(name: str, provider: str, error: ImportError) -> str:
    if provider in EXTRAS:
        remedy = how_to_install(provider)
    else:
        module = getattr(error.__cause__, "name", None) or f"langchain_{provider}"
        remedy = f"run: pip install {str(module).partition('.')[0].replace('_', '-')}"
    return f"SOURCIER_CHAT_MODEL is {name!r}, whose package is not installed; {remedy}"


def _refused(name: str, provider: str, error: Exception, *, with_key: bool) -> ChatSetupError:
    if isinstance(error, ValueError) and str(error).startswith("Unsupported provider"):
        near = get_close_matches(provider.lower(), EXTRAS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"wanted one that LangChain knows: {', '.join(EXTRAS)}, …"
        return ChatSetupError(f"SOURCIER_CHAT_MODEL is {name!r}, and {provider!r} is no provider; {hint}")
    if not with_key and any(word in str(error).lower() for word in ("api_key", "api key", "credentials")):
        return ChatSetupError(_missing_key(name, provider))
    msg = (
        f"SOURCIER_CHAT_MODEL is {name!r}, which its package refuses ({type(error).__name__}); "
        "check the SOURCIER_CHAT_… settings"
    )
    return ChatSetupError(msg)


def _missing_key(name: str, provider: str) -> str:
    return (
        f"SOURCIER_CHAT_MODEL is {name!r}, which needs a key; set SOURCIER_CHAT_API_KEY "
        f"(or {provider.upper()}_API_KEY in the environment)"
    )


def _lacks_key(client: BaseChatModel) -> bool:
    """Return whether the client has places for a key and all are empty: some look for it at the first call only."""
    values = [getattr(client, field) for field in type(client).model_fields if field.endswith(KEY_FIELD)]
    return bool(values) and not any(_secret(value) for value in values)


def _secret(value: object) -> object:
    reveal = getattr(value, "get_secret_value", None)
    return reveal() if callable(reveal) else value


def _theirs(message: Message) -> BaseMessage:
    return SystemMessage(message.text) if message.role == "system" else HumanMessage(message.text)


def _piece(chunk: BaseMessage) -> Piece:
    usage = chunk.usage_metadata if isinstance(chunk, AIMessageChunk) else None
    text = str(chunk.text)
    if not usage:
        return Piece(text)
    return Piece(text, usage["input_tokens"], usage["output_tokens"])


def _retry_after_s(error: Exception) -> float | None:
    """Return how long the server asks to wait; None where it says nothing, or a date, which nobody sends here."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    value = headers.get("retry-after") if headers is not None else None
    try:
        seconds = float(value) if value else -1.0
    except ValueError:
        return None
    return seconds if 0 <= seconds < float("inf") else None
