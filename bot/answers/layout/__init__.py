"""What the layout of a page tells: its headings, lists, tables, labels and the glossary's definitions."""
