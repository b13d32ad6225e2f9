"""The glossary of a corpus: acronyms and definitions mined from articles, written beside the snapshot, looked up."""
