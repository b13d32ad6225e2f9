"""The models: those that ship, and those that the settings name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.doctor.finding import Finding, broken, fine, warning
from bot.settings import Settings
from corpus.homes import at_home
from index.encoders import SHIPPED_MODEL, STATIC
from index.encoders.protocol import Encoder
from index.errors import IndexFloorError

AGAIN = "Install Sourcier again: `pip install --force-reinstall --no-deps .` in its folder, fetched anew."


@dataclass(frozen=True, slots=True)
class Shipped:
    """Where the shipped models lie."""

    encoder: Path
    pieces: Path
    lexicon: Path
    ranking: Path
    answers: Path
    reader: Path


def shipped_places() -> Shipped:
    """Return where they lie in this installation."""
    from bot.answers.sentences.model import SHIPPED_ANSWERS
    from bot.answers.sentences.reader import SHIPPED_READER
    from index.matching.piece_table import SHIPPED_PIECES
    from index.matching.ranking import SHIPPED_RANKING
    from index.words.lexicon import SHIPPED_LEXICON

    return Shipped(SHIPPED_MODEL, SHIPPED_PIECES, SHIPPED_LEXICON, SHIPPED_RANKING, SHIPPED_ANSWERS, SHIPPED_READER)


def shipped(places: Shipped) -> Iterator[Finding]:
    """Look whether each shipped model is there and can be read; each is loaded, and let go again."""
    from bot.answers.sentences.model import load_model
    from bot.answers.sentences.reader import load_reader
    from index.encoders.static import TOKENIZER, StaticEncoder
    from index.matching.piece_table import ShippedPieces
    from index.matching.ranking import load_ranking
    from index.words.lexicon import load_lexicon

    tokenizer = places.encoder / TOKENIZER
    ways: tuple[tuple[str, Callable[[], object]], ...] = (
        ("encoder", lambda: StaticEncoder(places.encoder)),
        ("pieces", lambda: ShippedPieces(places.pieces, tokenizer)),
        ("lexicon", lambda: load_lexicon(places.lexicon)),
        ("ranking", lambda: load_ranking(places.ranking)),
        ("answers", lambda: load_model(places.answers, ShippedPieces(places.pieces, tokenizer).digest)),
        ("reader", lambda: load_reader(places.reader, ShippedPieces(places.pieces, tokenizer).digest)),
    )
    sound = True
    for name, load in ways:
        try:
            load()
        except IndexFloorError as error:
            sound = False
            found = str(error).partition("; ")[0]
            yield broken(f"shipped-{name}", f"The shipped model `{name}` cannot be used: {found}.", AGAIN)
    if sound:
        yield fine("shipped", f"The {len(ways)} shipped models can be read")


def chosen(settings: Settings) -> Iterator[Finding]:
    """Look whether the encoder and the reranker that the settings name can be loaded. Downloads nothing."""
    if settings.encoder != STATIC:
        yield from _loaded("encoder", settings.encoder, settings, lambda: load_chosen_encoder(settings))
    if settings.reranker is not None:
        yield from _loaded("reranker", settings.reranker, settings, lambda: _load_reranker(settings))


def load_chosen_encoder(settings: Settings) -> Encoder:
    """Return the encoder of the settings; what is not on this machine is not fetched.

    Raises:
        EncoderError: it cannot be loaded.
    """
    from index.encoders import load_encoder

    return load_encoder(
        settings.encoder, batch_size=settings.encoder_batch_size, device=settings.encoder_device, allow_download=False
    )


def _load_reranker(settings: Settings) -> object:
    from index.rerankers import load_reranker

    return load_reranker(
        settings.reranker or "",
        batch_size=settings.encoder_batch_size,
        device=settings.encoder_device,
        allow_download=False,
    )


def _loaded(noun: str, name: str, settings: Settings, load: Callable[[], object]) -> Iterator[Finding]:
    try:
        load()
    except IndexFloorError as error:
        found, _, remedy = str(error).partition("; ")
        if settings.allow_download and not at_home(name).exists():
            yield warning(
                f"{noun}-absent",
                f"The {noun} {name} is not on this machine yet; SOURCIER_ALLOW_DOWNLOAD lets the first start fetch it.",
                "Run `sourcier rebuild-index` once where the hub can be reached.",
            )
            return
        yield broken(f"{noun}-unusable", f"The {noun}: {found}.", f"{remedy[:1].upper()}{remedy[1:]}.")
    except ImportError as error:
        yield broken(
            f"{noun}-package",
            f"The {noun} {name} needs the package {error.name}, which is not installed.",
            f"Run `pip install {error.name}`, or leave SOURCIER_{noun.upper()} unset.",
        )
    else:
        yield fine(noun, f"The {noun} {name} can be loaded")
