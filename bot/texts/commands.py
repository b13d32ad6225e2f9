"""The commands that sentences name, by their English names, with the keys of their names in each language.

A sentence says `{/index versions}`, which becomes the command as a client in the sentence's language shows it. A test
holds this table against the commands that are registered.
"""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "articles": "discord.articles.name",
    "ask": "discord.ask.name",
    "corpus": "discord.corpus.name",
    "corpus add": "discord.corpus.names.add",
    "corpus list": "discord.corpus.names.list",
    "corpus remove": "discord.corpus.names.remove",
    "corpus restore": "discord.corpus.names.restore",
    "help": "discord.guide.name",
    "index": "discord.index.name",
    "index changes": "discord.index.changes_name",
    "index golden-add": "discord.index.golden_add_name",
    "index golden-list": "discord.index.golden_list_name",
    "index versions": "discord.index.versions_name",
    "privacy": "discord.privacy.name",
    "privacy show": "discord.privacy.show_name",
    "rebuild-index": "discord.rebuild.name",
    "search": "discord.search.name",
    "settings": "discord.settings.command",
    "settings set": "discord.settings.set",
}
