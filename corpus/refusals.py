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
    "only_title",
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
    "archive_too_large",
    "archive_damaged",
    "archive_locked",
    "archive_files",
    "archive_empty",
    "packed_archive",
    "packed_link",
    "packed_unusually",
    "packed_damaged",
]
Values: TypeAlias = Mapping[str, str | int]

SENTENCES: Mapping[FetchReason | IntakeReason, str] = {
    "link_malformed": "that is not the address of a web page; write one that begins with https:// and names a site",
    "link_too_long": (
        "the address has more than {most} characters; save the page in a browser as .html and add the file"
    ),
    "link_scheme": "only http and https addresses are fetched; save the page in a browser as .html and add the file",
    "link_credentials": "the address holds a user name or password; leave it out",
    "link_port": (
        "port {port} is not one of the web's; only 80 and 443 are asked; save the page in a browser as .html and add "
        "the file"
    ),
    "no_public_address": (
        "{host} has no public address on the web; check how it is spelt, or save the page in a browser as .html and "
        "add the file"
    ),
    "no_network": (
        "this machine's network or its look-up of names (DNS) does not work now, so {host} cannot be reached; the "
        "address may be right: try again once the network works"
    ),
    "connect_timeout": (
        "{host} could not be reached within {seconds} seconds; try again later, or save the page in a browser as .html "
        "and add the file"
    ),
    "unreachable": (
        "{host} could not be reached; check the address and try again later, or save the page in a browser as .html "
        "and add the file"
    ),
    "tls": (
        "{host} could not be reached safely: its certificate or encryption is not right; save the page in a browser as "
        ".html and add the file"
    ),
    "timeout": (
        "the page did not come within {seconds} seconds; try again later, or save the page in a browser as .html and "
        "add the file"
    ),
    "redirects": (
        "the page sends on to another more than {most} times; give the address that a browser ends at, or save the "
        "page in a browser as .html and add the file"
    ),
    "redirect_loop": "the page sends on to itself; save the page in a browser as .html and add the file",
    "redirect_broken": (
        "the page sends on to something that is not the address of a web page; save the page in a browser as .html and "
        "add the file"
    ),
    "downgrade": (
        "the page sends on from https to http, which anybody between could change; save the page in a browser as .html "
        "and add the file"
    ),
    "status": (
        "{host} answered {status} instead of the page; open the address in a browser to check it, or save the page in "
        "a browser as .html and add the file"
    ),
    "content_type": (
        "the page is of the type {type}; give the address of a web page, text, Markdown, PDF or Word document"
    ),
    "no_content_type": (
        "{host} does not say what type the page is; save the page in a browser as .html and add the file"
    ),
    "content_encoding": (
        "the page is packed as {encoding}, which was not asked for; save the page in a browser as .html and add the "
        "file"
    ),
    "page_too_large": "the page is larger than {megabytes} MB; save its text alone as .txt and add the file",
    "page_broken": (
        "what {host} sent is broken or was cut off; try again later, or save the page in a browser as .html and add "
        "the file"
    ),
    "page_empty": (
        "the page is empty; open the address in a browser to check it, or save the page in a browser as .html and add "
        "the file"
    ),
    "format": "{advice}",
    "empty": "the file is empty; add one with text in it",
    "too_large": "the file is larger than {megabytes} MB; cut it into several, or save its text alone as .txt",
    "unfolds": "the document unfolds to more than an article holds; save its text alone as .txt",
    "too_many_pages": "the document has {pages} pages, more than {most}; cut it into several",
    "too_long": "the text has more than {most} characters; cut it into several articles",
    "unreadable": "it cannot be read: {cause}",
    "only_title": "there is only a title in it; add a file with text below the title",
    "not_started": "no process could be started to read it; try again in a while",
    "too_slow": "it could not be read within {seconds} seconds; save its text alone as .txt, or cut it into several",
    "too_heavy": (
        "reading it takes more memory than an article may; save its text alone as .txt, or cut it into several"
    ),
    "too_many_articles": "there are {most} articles already, which is the limit; `sourcier corpus remove` makes room",
    "collection_full": "the articles would take more than {megabytes} MB together; `sourcier corpus remove` makes room",
    "too_much_text": (
        "the articles would have more than {most} characters together; `sourcier corpus remove` makes room"
    ),
    "busy": "somebody else is changing the articles; try again in a moment",
    "disk": (
        "it could not be written or read on the disk: {cause}; let this user write in the folder of articles, or make "
        "room on its disk"
    ),
    "not_found": "there is no article {name}; `sourcier corpus list` shows what there is",
    "not_in_trash": "nothing named {name} was removed lately; `sourcier corpus restore` without an id lists what was",
    "elsewhere": (
        "{name} lies outside the folder of articles, behind a link, and is left alone; change it where it lies"
    ),
    "export_too_large": "the articles pack to more than {megabytes} MB; copy their folder instead",
    "archive_too_large": "the archive is larger than {megabytes} MB; pack the articles into several",
    "archive_damaged": "it is no zip archive, or is damaged or was cut off; pack the articles again",
    "archive_locked": "the archive is protected by a password; pack the articles without one",
    "archive_files": "the archive holds more than {most} files; pack the articles into several",
    "archive_empty": "there is no file in the archive that could be an article; pack the articles again",
    "packed_archive": "an archive within an archive is not opened; add it by itself",
    "packed_link": "it is a link to a file, not one; pack the file that it leads to",
    "packed_unusually": "it is packed in a way that is not unpacked; pack it as .zip in the usual way (Deflate)",
    "packed_damaged": "it is damaged in the archive; pack it again",
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
