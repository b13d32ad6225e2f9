"""Why something that a person wanted to add was not taken: a reason for programs, values, and an English sentence.

Other floors say the same in other languages: they look the reason up, and the value `code` where there is one, which
says more (`corpus.errors.UNREADABLE_CODES` for `unreadable`, `corpus.formats.FormatKind` for `format`). Neither
the sentence nor the values ever name a resolved address, a folder or a library's own words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from corpus.errors import CorpusError

FetchReason: TypeAlias = Literal[
    "link_malformed",
    "link_too_long",
    "link_scheme",
    "link_credentials",
    "link_port",
    "no_public_address",
    "no_network",
    "connect_timeout",
    "unreachable",
    "tls",
    "timeout",
    "redirects",
    "redirect_loop",
    "redirect_broken",
    "downgrade",
    "status",
    "content_type",
    "no_content_type",
    "content_encoding",
    "page_too_large",
    "page_broken",
    "page_empty",
]
IntakeReason: TypeAlias = Literal[
    "format",
    "empty",
    "too_large",
    "unfolds",
    "too_many_pages",
    "too_long",
    "unreadable",
    "not_started",
    "too_slow",
    "too_heavy",
    "too_many_articles",
    "collection_full",
    "too_much_text",
    "busy",
    "disk",
    "not_found",
    "not_in_trash",
    "elsewhere",
    "export_too_large",
]
Values: TypeAlias = Mapping[str, str | int]

SENTENCES: Mapping[FetchReason | IntakeReason, str] = {
    "link_malformed": "that is not the address of a web page",
    "link_too_long": "the address has more than {most} characters",
    "link_scheme": "only http and https addresses are fetched",
    "link_credentials": "the address holds a user name or password; leave it out",
    "link_port": "port {port} is not one of the web's; only 80 and 443 are asked",
    "no_public_address": "{host} has no public address on the web",
    "no_network": (
        "this machine's network or its look-up of names (DNS) does not work now, so {host} cannot be reached; the "
        "address may be right"
    ),
    "connect_timeout": "{host} could not be reached within {seconds} seconds",
    "unreachable": "{host} could not be reached",
    "tls": "{host} could not be reached safely: its certificate or encryption is not right",
    "timeout": "the page did not come within {seconds} seconds",
    "redirects": "the page sends on to another more than {most} times",
    "redirect_loop": "the page sends on to itself",
    "redirect_broken": "the page sends on to something that is not the address of a web page",
    "downgrade": "the page sends on from https to http, which anybody between could change",
    "status": "{host} answered {status} instead of the page",
    "content_type": "the page is of the type {type}; web pages, text, Markdown, PDF and Word documents are read",
    "no_content_type": "{host} does not say what type the page is",
    "content_encoding": "the page is packed as {encoding}, which was not asked for",
    "page_too_large": "the page is larger than {megabytes} MB",
    "page_broken": "what {host} sent is broken or was cut off",
    "page_empty": "the page is empty",
    "format": "{advice}",
    "empty": "the file is empty",
    "too_large": "the file is larger than {megabytes} MB",
    "unfolds": "the document unfolds to more than an article holds",
    "too_many_pages": "the document has {pages} pages, more than {most}",
    "too_long": "the text has more than {most} characters; cut it into several articles",
    "unreadable": "it cannot be read: {cause}",
    "not_started": "no process could be started to read it; try again in a while",
    "too_slow": "it could not be read within {seconds} seconds",
    "too_heavy": "reading it takes more memory than an article may",
    "too_many_articles": "there are {most} articles already, which is the limit",
    "collection_full": "the articles would take more than {megabytes} MB together",
    "too_much_text": "the articles would have more than {most} characters together",
    "busy": "somebody else is changing the articles; try again",
    "disk": "it could not be written or read on the bot's disk: {cause}",
    "not_found": "there is no article {name}; `sourcier corpus list` shows what there is",
    "not_in_trash": "nothing named {name} was removed lately",
    "elsewhere": "{name} lies outside the folder of articles, behind a link, and is left alone",
    "export_too_large": "the articles pack to more than {megabytes} MB",
}


class RefusalError(CorpusError):
    """Something was not taken. `reason` tells programs why, `values` fill the sentence, `str()` is it in English."""

    def __init__(self, reason: FetchReason | IntakeReason, /, **values: str | int) -> None:
        super().__init__(SENTENCES[reason].format(**values))
        self.reason = reason
        self.values: Values = values


class FetchError(RefusalError):
    """A web page was not fetched."""

    reason: FetchReason

    def __init__(self, reason: FetchReason, /, **values: str | int) -> None:
        super().__init__(reason, **values)


class IntakeError(RefusalError):
    """A collection was not changed, or not exported."""

    reason: IntakeReason

    def __init__(self, reason: IntakeReason, /, **values: str | int) -> None:
        super().__init__(reason, **values)


FETCH_REASONS: tuple[FetchReason, ...] = get_args(FetchReason)
INTAKE_REASONS: tuple[IntakeReason, ...] = get_args(IntakeReason)
