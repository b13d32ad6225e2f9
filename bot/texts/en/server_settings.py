"""What people read, in English: Discord: a server's settings."""

TEXTS: dict[str, str] = {
    # Commands
    "discord.settings.command": "settings",
    "discord.settings.about": "How I work in this server",
    "discord.settings.show": "show",
    "discord.settings.show_about": "Show this server’s settings, and change them",
    "discord.settings.set": "set",
    "discord.settings.set_about": "Change one setting",
    "discord.settings.reset": "reset",
    "discord.settings.reset_about": "Go back to the default of one setting, or of all",
    "discord.settings.setting": "setting",
    "discord.settings.setting_about": "Which setting",
    "discord.settings.reset_which": "Which setting; all of them where you name none",
    "discord.settings.value": "value",
    "discord.settings.value_about": "What it is to be; what fits is offered as you type",
    # Their names
    "discord.settings.name.channels": "Channels I answer in",
    "discord.settings.name.ask_roles": "Roles that may ask",
    "discord.settings.name.manage_roles": "Roles that may manage me",
    "discord.settings.name.private": "Private answers by default",
    "discord.settings.name.length": "Length of answers",
    "discord.settings.name.chat": "Answers written by the chat model",
    "discord.settings.name.collections": "Collections I answer from",
    "discord.settings.name.daily_limit": "Questions a day, all together",
    "discord.settings.name.person_limit": "Questions a day, per person",
    "discord.settings.name.tolerance": "Golden questions that may get worse",
    # What they are for
    "discord.settings.for.channels": "I answer only there and in their threads. People who manage me may ask anywhere.",
    "discord.settings.for.ask_roles": "Only people with one of these roles may ask me, and those who manage me.",
    "discord.settings.for.manage_roles": (
        "People with one of these roles may use my management commands, beside those who may manage the server."
    ),
    "discord.settings.for.private": (
        "Whether `{/ask}` shows its answer to the asker alone unless they choose otherwise."
    ),
    "discord.settings.for.length": "How much I quote in an answer.",
    "discord.settings.for.chat": "Whether a chat model may write my answers in whole sentences from the quotes.",
    "discord.settings.for.collections": "What I answer from. What was added in this server is always included.",
    "discord.settings.for.daily_limit": "How many questions this server may ask me in a day.",
    "discord.settings.for.person_limit": "How many questions one person may ask me in a day.",
    "discord.settings.for.tolerance": (
        "The share of the golden questions that a rebuild may make worse and still be put in use."
    ),
    # Values
    "discord.settings.all_channels": "all channels",
    "discord.settings.everybody": "everybody",
    "discord.settings.no_roles": "no roles",
    "discord.settings.all_collections": "all of them",
    "discord.settings.yes": "yes",
    "discord.settings.no": "no",
    "discord.settings.no_limit": "no limit",
    "discord.settings.a_day": "{number} a day",
    "discord.settings.percent": "{number}%",
    "discord.settings.length_short": "short",
    "discord.settings.length_normal": "normal",
    "discord.settings.length_long": "long",
    "discord.settings.about_short": "The best quote alone",
    "discord.settings.about_normal": "The best quotes",
    "discord.settings.about_long": "More quotes, with what stands around them",
    "discord.settings.deleted_channel": "deleted channel ({id})",
    "discord.settings.deleted_role": "deleted role ({id})",
    "discord.settings.missing_collection": "{name} (no longer there)",
    "discord.settings.and": "{first} and {last}",
    "discord.settings.more": "{number} more",
    "discord.settings.default": "default",
    # The card
    "discord.settings.title": "Settings of {server}",
    "discord.settings.how": "What is in *italics* is the default. Choose a setting below to change it.",
    "discord.settings.choose": "Change a setting…",
    "discord.settings.warned": "⚠️ **{name}**: {warning}",
    "discord.settings.now_is": "Now: {value}",
    "discord.settings.choose_channels": "Choose channels; none for all",
    "discord.settings.choose_roles": "Choose roles; none for everybody",
    "discord.settings.choose_managers": "Choose roles; none to add no one",
    "discord.settings.choose_length": "Choose a length",
    "discord.settings.choose_collections": "Choose collections; none for all",
    "discord.settings.many_collections": (
        "There are more than {most:# collection|# collections}: name them with `{/settings set}`, separated by commas."
    ),
    "discord.settings.no_collections": "There are no shared collections to choose from yet.",
    "discord.settings.enter": "Enter a number…",
    "discord.settings.back": "All settings",
    "discord.settings.to_default": "Back to the default",
    "discord.settings.remove_deleted": "Remove what was deleted",
    "discord.settings.reset_all": "Reset all…",
    "discord.settings.reset_yes": "Yes, reset all",
    "discord.settings.cancel": "Cancel",
    "discord.settings.reset_sure": "This sets everything back to its default. Are you sure?",
    "discord.settings.reset_done": "All settings are at their defaults again.",
    "discord.settings.reset_but_managers": (
        "All settings are at their defaults again, except the roles that may manage me: only people who may manage the "
        "server change those."
    ),
    "discord.settings.as_before": "That is how it is already.",
    "discord.settings.form_limit": "A number; 0 for no limit",
    "discord.settings.form_tolerance": "Percent, from 0 to 100",
    # What a change means
    "discord.settings.now.channels": "From now on I answer in {value} only.",
    "discord.settings.now.channels_none": "From now on I answer in every channel that I can read.",
    "discord.settings.now.ask_roles": "From now on people with {value} may ask me, and those who manage me.",
    "discord.settings.now.ask_roles_none": "From now on everybody may ask me.",
    "discord.settings.now.manage_roles": (
        "From now on people with {value} may manage me, beside those who may manage the server."
    ),
    "discord.settings.now.manage_roles_none": "From now on only people who may manage the server may manage me.",
    "discord.settings.now.private": "From now on `{/ask}` answers for the asker alone, unless they say otherwise.",
    "discord.settings.now.private_none": "From now on `{/ask}` answers for everybody, unless the asker says otherwise.",
    "discord.settings.now.length": "From now on my answers are of this length: {value}.",
    "discord.settings.now.chat": "From now on the chat model may write my answers.",
    "discord.settings.now.chat_none": "From now on my answers are quotes alone, without the chat model.",
    "discord.settings.now.collections": (
        "From now on I answer from {value} only, and from what was added in this server."
    ),
    "discord.settings.now.collections_none": "From now on I answer from all collections.",
    "discord.settings.now.daily_limit": "From now on this server may ask me {value:# question|# questions} a day.",
    "discord.settings.now.daily_limit_none": "From now on this server may ask me as much as it likes.",
    "discord.settings.now.person_limit": "From now on one person may ask me {value:# question|# questions} a day.",
    "discord.settings.now.person_limit_none": "From now on one person may ask me as much as they like.",
    "discord.settings.now.tolerance": (
        "From now on a rebuild is put in use unless more than {value} of the golden questions get worse."
    ),
    "discord.settings.now.tolerance_none": (
        "From now on a rebuild that makes any golden question worse is not put in use."
    ),
    # Warnings
    "discord.settings.warn.closed_channels": "I may write in none of these channels, so I can answer nowhere.",
    "discord.settings.warn.some_closed": "I may not write in {channels}.",
    "discord.settings.warn.media": (
        "Discord’s menu shows no media channels: what is chosen there leaves out {channels}. `{/settings set}` takes "
        "them."
    ),
    "discord.settings.warn.gone_channels": "All of these channels were deleted, so I answer nowhere.",
    "discord.settings.warn.gone_roles": "All of these roles were deleted, so only people who manage me may ask.",
    "discord.settings.warn.empty_roles": "Nobody has any of these roles, so only people who manage me may ask.",
    "discord.settings.warn.empty_managers": "Nobody has any of these roles.",
    "discord.settings.warn.hidden": (
        "Discord hides my management commands from these roles until you allow them under Server Settings → "
        "Integrations."
    ),
    "discord.settings.warn.no_chat": "Whoever runs me has set no chat model, so this has no effect.",
    "discord.settings.warn.gone_collections": (
        "None of these collections is there any more, so I answer only from what was added in this server."
    ),
    # Refusals
    "discord.settings.managers_only": (
        "Only people who may manage the server (“Manage Server”) can change which roles may manage me."
    ),
    "discord.settings.not_everyone": "That would let everybody manage me. Choose roles that not everybody has.",
    "discord.settings.wants.channels": (
        "“{value}” does not name channels of this server. Name up to {most}, such as #general; a thread goes with "
        "its channel. `all` is for every channel."
    ),
    "discord.settings.wants.ask_roles": (
        "“{value}” does not name roles of this server. Name up to {most}, such as @Members, or `everybody`."
    ),
    "discord.settings.wants.manage_roles": (
        "“{value}” does not name roles of this server. Name up to {most}, such as @Moderators, or `none`."
    ),
    "discord.settings.wants.private": "“{value}” means nothing here. Say `yes` or `no`.",
    "discord.settings.wants.chat": "“{value}” means nothing here. Say `yes` or `no`.",
    "discord.settings.wants.length": "I know no length “{value}”. Say `short`, `normal` or `long`.",
    "discord.settings.wants.collections": (
        "There is no shared collection “{value}”. Say `all`, or name some of these, separated by commas: {known}"
    ),
    "discord.settings.wants.daily_limit": (
        "“{value}” is not a limit. Give a whole number up to {most}, or 0 for none."
    ),
    "discord.settings.wants.person_limit": (
        "“{value}” is not a limit. Give a whole number up to {most}, or 0 for none."
    ),
    "discord.settings.wants.tolerance": "“{value}” is not a percentage. Give one from 0 to 100.",
    "discord.settings.unknown": "I have no such setting. Choose one of those that are offered.",
}
