"""The commands that the bot registers: those for everybody, those for who manages a server, and message menus."""

PUBLIC = {"ask"}
MANAGING = {"corpus", "rebuild-index"}
MENUS: set[str] = set()
COMMANDS = PUBLIC | MANAGING | MENUS
