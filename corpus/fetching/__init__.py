"""One web page in, with every guard. The only part of this floor that reaches the network, and only when asked to."""

from corpus.fetching.pages import FetchedPage, FetchLimits, fetch_page

__all__ = ["FetchLimits", "FetchedPage", "fetch_page"]
