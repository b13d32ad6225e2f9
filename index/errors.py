"""The error family of the index floor."""

from __future__ import annotations


class IndexFloorError(Exception):
    """The index cannot be built or used; the message says what, where and what to do."""


class EncoderError(IndexFloorError):
    """An encoder cannot be loaded or gave something unusable."""


class RerankerError(IndexFloorError):
    """A reranker cannot be loaded or gave something unusable."""


class NoIndexError(IndexFloorError):
    """There is no index yet."""


class IncompatibleIndexError(IndexFloorError):
    """The index was made with another encoder or another format."""


class DamagedIndexError(IndexFloorError):
    """A file of the index is missing or is not what the manifest says."""


class IndexBusyError(IndexFloorError):
    """Another process is building this index."""


class ChangedIndexError(IndexFloorError):
    """Another snapshot is in use than the one that was meant."""


class EvaluationInputError(IndexFloorError):
    """The questions, passages or run that an evaluation was given cannot be used; the message says where and why."""
