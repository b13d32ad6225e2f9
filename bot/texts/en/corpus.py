"""What people read, in English: Discord: a server's own articles."""

TEXTS: dict[str, str] = {
    "discord.corpus.name": "corpus",
    "discord.corpus.about": "This server’s own articles",
    "discord.corpus.names.add": "add",
    "discord.corpus.names.remove": "remove",
    "discord.corpus.names.restore": "restore",
    "discord.corpus.names.list": "list",
    "discord.corpus.names.show": "show",
    "discord.corpus.names.export": "export",
    "discord.corpus.names.file": "file",
    "discord.corpus.names.file_2": "file-2",
    "discord.corpus.names.file_3": "file-3",
    "discord.corpus.names.file_4": "file-4",
    "discord.corpus.names.file_5": "file-5",
    "discord.corpus.names.link": "link",
    "discord.corpus.names.replace": "replace",
    "discord.corpus.names.shared": "shared",
    "discord.corpus.names.article": "article",
    "discord.corpus.shared": "The articles that all servers share, for whoever runs me",
    "discord.corpus.add.about": "Add articles to this server’s own: up to five files or zip files, or a web page",
    "discord.corpus.add.file": "A text, Markdown, HTML, PDF or Word (.docx) file, or a zip file of several",
    "discord.corpus.add.further": "One more file, or a zip file of several",
    "discord.corpus.add.link": "The address of a web page, which I fetch once",
    "discord.corpus.add.replace": "Put it in the place of the article whose file has the same name",
    "discord.corpus.add.one_of": "Give me either files or a link.",
    "discord.corpus.add.one_at_a_time": (
        "I am still taking in other articles here. Please try again when that is done."
    ),
    "discord.corpus.add.no_time": "My time for one command was up. Give me the rest in another one.",
    "discord.corpus.said.name": "Add to the articles",
    "discord.corpus.said.title": "Add to this server’s articles",
    "discord.corpus.said.named": "What the article is called",
    "discord.corpus.said.text": "What it says; mend it if you like",
    "discord.corpus.said.seen": "Everybody here can read it in my answers, with a link to the message.",
    "discord.corpus.said.own": "That is a message of mine; I do not answer from my own words.",
    "discord.corpus.said.empty": "An article needs a title and a text.",
    "discord.corpus.said.too_long": (
        "That message has {found} characters, and a form of Discord’s takes {most}. Save it as a text file, and add "
        "that with `{/corpus add}`."
    ),
    "discord.corpus.remove.about": "Remove one of this server’s own articles",
    "discord.corpus.remove.article": "Which article",
    "discord.corpus.restore.about": "Bring back an article that was removed or replaced",
    "discord.corpus.restore.article": "Which article; leave it out to see them all",
    "discord.corpus.restore.none": "Nothing was removed or replaced here lately.",
    "discord.corpus.restore.heading": (
        "Removed or replaced lately, the latest first. `{/corpus restore}` with a name brings it back."
    ),
    "discord.corpus.restore.more": "{number} more: `{/corpus restore}` finds them by their names.",
    "discord.corpus.list.about": "List this server’s own articles",
    "discord.corpus.show.about": "Show what one of this server’s own articles is",
    "discord.corpus.show.article": "Which article",
    "discord.corpus.export.about": "Get this server’s own articles as a zip file",
    "discord.corpus.export.done": "Articles in this archive: {articles}",
    "discord.corpus.export.too_large": (
        "The archive has {found} MB, and Discord takes {most} MB here. Whoever runs me can hand it to you."
    ),
    "discord.corpus.shipped": (
        "I answer from the articles that came with me, which are not to be changed. Whoever runs me can name a folder "
        "of other articles with SOURCIER_CORPUS."
    ),
    "discord.corpus.added": "Added",
    "discord.corpus.added_held": "Added, but not in use",
    "discord.corpus.replaced": "Replaced by its newer version",
    "discord.corpus.replaced_held": "Replaced by its newer version, which is not in use",
    "discord.corpus.unchanged": "It was here already, word for word",
    "discord.corpus.removed": "Removed",
    "discord.corpus.removed_held": "Removed, but still in use",
    "discord.corpus.restored": "Brought back",
    "discord.corpus.restored_held": "Brought back, but not in use",
    "discord.corpus.several": "Files added: {added} of {all}",
    "discord.corpus.several_undo": (
        "`{/corpus remove}` takes one of them out again, `{/corpus restore}` brings back what was replaced."
    ),
    "discord.corpus.not_added": "Not added",
    "discord.corpus.more": "and {number} more",
    "discord.corpus.not_brought": "I could not get it from Discord. Please give me this file once more.",
    "discord.corpus.indexing": "Bringing the index up to date… Until then I answer without this change.",
    "discord.corpus.in_use": "My answers use it now.",
    "discord.corpus.in_use_several": "My answers use them now.",
    "discord.corpus.out_of_use": "My answers no longer use it.",
    "discord.corpus.waits": "The index is not up to date with this yet. `{/rebuild-index}` brings it up to date.",
    "discord.corpus.later": "The index is busy just now. I bring it up to date with this by myself in a while.",
    "discord.corpus.held": (
        "With this change, golden questions would get worse answers. I go on answering as before it, until you choose "
        "otherwise."
    ),
    "discord.corpus.undid_going_back": (
        "Somebody had gone back to an earlier index; that is undone, as I answer from the files as they are now. Other "
        "articles that changed by it: {number}. `{/index changes}` names them."
    ),
    "discord.corpus.golden": (
        "{number:# golden question wants|# golden questions want} this article cited. `{/index golden-list}` removes "
        "what is no longer to be asked."
    ),
    "discord.corpus.unnoted": "I could not write this down in the log of actions.",
    "discord.corpus.unforgotten": (
        "Earlier answers that cite removed articles could not be forgotten; their buttons may still show them."
    ),
    "discord.corpus.beside": (
        "A file of that name was here already: {earlier}. It stays, and this one stands beside it as {name}. With "
        "`replace: True`, a file takes the place of the one of its name."
    ),
    "discord.corpus.beside_several": (
        "Files of the same names were here already: {names}. They stay, and the new ones stand beside them, a number "
        "behind their names. With `replace: True`, each takes the place of the one of its name."
    ),
    "discord.corpus.copy": "The same text was here as {copy} too; I removed that one.",
    "discord.corpus.undo": "Undo",
    "discord.corpus.remove_earlier": "Remove the earlier one",
    "discord.corpus.remove_button": "Remove",
    "discord.corpus.none": "This server has no articles of its own. Add one with `{/corpus add}`.",
    "discord.corpus.heading": (
        "This server’s own articles: {articles} of at most {most} · {megabytes} MB of at most {room} MB"
    ),
    "discord.corpus.heading_shared": (
        "The articles of all servers: {articles} of at most {most} · {megabytes} MB of at most {room} MB"
    ),
    "discord.corpus.page": "{number}/{pages}",
    "discord.corpus.language_fr": "French",
    "discord.corpus.language_en": "English",
    "discord.corpus.words": "{number:# word|# words}",
    "discord.corpus.passages": "{number:# passage|# passages}",
    "discord.corpus.published": "Date: {day}",
    "discord.corpus.taken": "Added on {day} · {kilobytes} KB",
    "discord.corpus.begins": "It begins:",
    "discord.corpus.not_yet": "The index does not hold it yet.",
    "discord.note.yaml": "The front matter is not valid YAML; I read its simple lines.",
    "discord.note.yaml_line": "The front matter is not valid YAML (line {line}); I read its simple lines.",
    "discord.note.unclosed": "The front matter never ends, so I read it as text; put `---` below it.",
    "discord.note.not_single": "The front matter’s {name} is not a single value, so I ignore it.",
    "discord.note.url": "The front matter’s url is not a web address, so I ignore it: {value}",
    "discord.note.date": "The front matter’s date is not a day that I can read (write 2025-01-31): {value}",
    "discord.note.lang": "The front matter’s lang is neither fr nor en, so the text decides: {value}",
    "discord.note.own_collection": (
        "The front matter’s collection is ignored: all of a server’s articles are in its own."
    ),
    "discord.note.reserved_collection": (
        "The front matter’s collection begins with {prefix}, as only servers’ own may; the article is in {collection}."
    ),
    "discord.note.foreign": "The text seems to be in neither French nor English; questions may not find it.",
    "discord.note.damaged": "Some characters are damaged and shown as \ufffd; save the page again as UTF-8.",
    "discord.refused.link_malformed": "That is not the address of a web page. It should begin with https://",
    "discord.refused.link_too_long": (
        "This address has more than {most:# character|# characters}. Save the page in a browser as .html and give me "
        "the file."
    ),
    "discord.refused.link_scheme": (
        "I fetch only http and https addresses. Save the page in a browser as .html and give me the file."
    ),
    "discord.refused.link_credentials": "This address holds a user name or a password. Leave it out.",
    "discord.refused.link_port": (
        "I ask only the web’s own ports, 80 and 443, not {port}. Save the page in a browser as .html and give me the "
        "file."
    ),
    "discord.refused.no_public_address": (
        "{host} has no public address on the web. Check how it is spelt, or save the page in a browser as .html and "
        "give me the file."
    ),
    "discord.refused.no_network": (
        "My own network, or its look-up of names (DNS), does not work just now, so I cannot get to {host}. Your "
        "address may be right: please try again in a while, or tell whoever runs me."
    ),
    "discord.refused.connect_timeout": (
        "{host} could not be reached within {seconds:# second|# seconds}. Try again later, or save the page in a "
        "browser as .html and give me the file."
    ),
    "discord.refused.unreachable": (
        "{host} could not be reached. Check the address and try again later, or save the page in a browser as .html "
        "and give me the file."
    ),
    "discord.refused.tls": (
        "{host} could not be reached safely: its certificate or its encryption is not right. Save the page in a "
        "browser as .html and give me the file."
    ),
    "discord.refused.timeout": (
        "The page did not come within {seconds:# second|# seconds}. Try again later, or save the page in a browser as "
        ".html and give me the file."
    ),
    "discord.refused.redirects": (
        "The page sends on to another more than {most:once|# times}. Give me the address that a browser ends at, or "
        "save the page in a browser as .html and give me the file."
    ),
    "discord.refused.redirect_loop": (
        "The page sends on to itself. Save the page in a browser as .html and give me the file."
    ),
    "discord.refused.redirect_broken": (
        "The page sends on to something that is not the address of a web page. Save the page in a browser as .html and "
        "give me the file."
    ),
    "discord.refused.downgrade": (
        "The page sends on from https to http, which anybody between could change. Save the page in a browser as .html "
        "and give me the file."
    ),
    "discord.refused.status": (
        "{host} answered {status} instead of the page. Open the address in a browser to check it, or save the page in "
        "a browser as .html and give me the file."
    ),
    "discord.refused.content_type": (
        "The page is of the type {type}. I read web pages, text, Markdown, PDF and Word documents."
    ),
    "discord.refused.no_content_type": (
        "{host} does not say what type the page is. Save the page in a browser as .html and give me the file."
    ),
    "discord.refused.content_encoding": (
        "The page is packed as {encoding}, which I did not ask for. Save the page in a browser as .html and give me "
        "the file."
    ),
    "discord.refused.page_too_large": (
        "The page is larger than {megabytes} MB. Save its text alone as .txt and give me the file."
    ),
    "discord.refused.page_broken": (
        "What {host} sent is broken or was cut off. Try again later, or save the page in a browser as .html and give "
        "me the file."
    ),
    "discord.refused.page_empty": (
        "The page is empty. Open the address in a browser to check it, or save the page in a browser as .html and give "
        "me the file."
    ),
    "discord.refused.format.no_ending": (
        "I cannot tell what kind of file that is: its name has no ending. I read .txt, .md, .html, .pdf and .docx "
        "files."
    ),
    "discord.refused.format": (
        "I cannot read files of that kind ({ending}). I read .txt, .md, .html, .pdf and .docx files."
    ),
    "discord.refused.empty": "The file is empty. Give me one with text in it.",
    "discord.refused.too_large": (
        "The file is larger than {megabytes} MB. Save its text alone as .txt, or cut it into several."
    ),
    "discord.refused.unfolds": "The document unfolds to more than an article holds. Save its text alone as .txt.",
    "discord.refused.too_many_pages": (
        "The document has {pages:# page|# pages}, and I read at most {most}. Cut it into several."
    ),
    "discord.refused.too_long": "The text has more than {most:# character|# characters}. Cut it into several articles.",
    "discord.refused.format.as_docx": ("I cannot read files of that kind ({ending}). Save it as .docx, then I can."),
    "discord.refused.format.as_html": (
        "I cannot read files of that kind ({ending}). Save the page as .html, then I can."
    ),
    "discord.refused.unreadable": "I cannot read it. Save its text alone as .txt.",
    "discord.refused.unreadable.empty": "I cannot read it: there is nothing in it. Give me a file with text in it.",
    "discord.refused.unreadable.no_text": (
        "I cannot read it: I find no text of an article in it. Save its text alone as .txt."
    ),
    "discord.refused.only_title": ("There is only a title in it. Give me a file with text below the title."),
    "discord.refused.unreadable.too_large": (
        "I cannot read it: it is too large. Save its text alone as .txt, or cut it into several."
    ),
    "discord.refused.unreadable.too_long": (
        "I cannot read it: it holds more text than an article may. Cut it into several."
    ),
    "discord.refused.unreadable.unfolds": (
        "I cannot read it: it unfolds to more than an article holds. Save its text alone as .txt."
    ),
    "discord.refused.unreadable.binary": (
        "I cannot read it: it holds binary data, not text. Give it the ending of its real kind, or save its text as "
        ".txt."
    ),
    "discord.refused.unreadable.encoding": "I cannot read its characters. Save the file as UTF-8.",
    "discord.refused.unreadable.nested": (
        "I cannot read it: its Markdown is nested too deeply. Save its text alone as .txt."
    ),
    "discord.refused.unreadable.format": (
        "I cannot read it: it is not of a kind that I read. Give me a .txt, .md, .html, .pdf or .docx file."
    ),
    "discord.refused.unreadable.disk": "I cannot read it on my disk. Whoever runs me has to look at that.",
    "discord.refused.unreadable.protected_pdf": (
        "I cannot read it: the PDF is protected by a password or encrypted. Save a copy without protection."
    ),
    "discord.refused.unreadable.damaged_pdf": (
        "I cannot read it: the PDF is damaged. Open it in a viewer and save it again, if it can be opened."
    ),
    "discord.refused.unreadable.scanned_pdf": (
        "I cannot read it: the PDF holds no text, only pictures of it. Run text recognition (OCR) first."
    ),
    "discord.refused.unreadable.protected_docx": (
        "I cannot read it: the document is protected by a password, or in the old .doc format. Save it as .docx "
        "without protection."
    ),
    "discord.refused.unreadable.damaged_docx": (
        "I cannot read it: the document is damaged, or not a Word document. Open it and save it again."
    ),
    "discord.refused.unreadable.fails": (
        "I cannot read it: something in it makes the program fail that reads it. Save its text alone as .txt."
    ),
    "discord.refused.not_started": "I could not begin to read it. Please try again in a while.",
    "discord.refused.too_slow": (
        "I could not read it within {seconds:# second|# seconds}. Save its text alone as .txt, or cut it into several."
    ),
    "discord.refused.too_heavy": (
        "Reading it takes more memory than an article may. Save its text alone as .txt, or cut it into several."
    ),
    "discord.refused.too_many_articles": (
        "There {most:is # article|are # articles} already, which is the limit. Remove some first."
    ),
    "discord.refused.collection_full": (
        "With this article there would be more than {megabytes} MB of articles. Remove some first."
    ),
    "discord.refused.too_much_text": (
        "With this article there would be more than {most:# character|# characters} of text in all articles "
        "together. Remove some first."
    ),
    "discord.refused.busy": "Somebody else is changing these articles. Please try again in a moment.",
    "discord.refused.disk": "I cannot write or read it on my disk. Whoever runs me has to look at that.",
    "discord.refused.not_found": "There is no article {name} here. `{/corpus list}` shows what there is.",
    "discord.refused.not_in_trash": (
        "Nothing of that name was removed lately. `{/corpus restore}` without a name shows what was."
    ),
    "discord.refused.elsewhere": (
        "That article lies outside its folder, behind a link, and is left alone. Whoever runs me can change it there."
    ),
    "discord.refused.export_too_large": (
        "The articles pack to more than {megabytes} MB. Whoever runs me can hand them to you."
    ),
    "discord.refused.archive_too_large": (
        "The zip file is larger than {megabytes} MB. Pack the articles into several."
    ),
    "discord.refused.archive_damaged": (
        "That is no zip file, or it is damaged or was cut off. Pack the articles again."
    ),
    "discord.refused.archive_locked": "The zip file is protected by a password. Pack the articles without one.",
    "discord.refused.archive_files": (
        "The zip file holds more than {most:# file|# files}. Pack the articles into several."
    ),
    "discord.refused.archive_empty": (
        "There is no file in the zip file that could be an article. Pack the articles again."
    ),
    "discord.refused.packed_archive": "I do not open a zip file within a zip file. Give it to me by itself.",
    "discord.refused.packed_link": "It is a link to a file, not one. Pack the file that it leads to.",
    "discord.refused.packed_unusually": (
        "It is packed in a way that I do not unpack. Pack it as .zip in the usual way (Deflate)."
    ),
    "discord.refused.packed_damaged": "It is damaged in the zip file. Pack it again.",
}
