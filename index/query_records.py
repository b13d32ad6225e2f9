"""Questions that were read, as JSON can say them, to the last digit, for another process that searches by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from index.matching.candidates import Query
from index.words.terms import Term

QUERY_FIELDS = [field.name for value in (Query, Term) for field in fields(value)]
"""What records hold: whoever writes them and whoever reads them have to agree."""


def record_of(query: Query) -> Sequence[Any]:
    """Return the record of a query."""
    return (
        query.text,
        query.language,
        [_of_term(term) for term in query.terms],
        query.vector.astype(np.float32).tobytes().hex(),
        [_of_term(term) for term in query.hints],
        None if query.scope is None else sorted(query.scope),
        None if query.pieces is None else query.pieces.astype(np.uint16).tobytes().hex(),
    )


def query_of(record: Sequence[Any]) -> Query:
    """Return the query that `record_of` made a record of."""
    text, language, terms, vector, hints, scope, pieces = record
    return Query(
        text=text,
        language=language,
        terms=tuple(Term(*one) for one in terms),
        vector=np.frombuffer(bytes.fromhex(vector), np.float32),
        hints=tuple(Term(*one) for one in hints),
        scope=None if scope is None else frozenset(scope),
        pieces=None if pieces is None else np.frombuffer(bytes.fromhex(pieces), np.uint16),
    )


def _of_term(term: Term) -> Sequence[Any]:
    forms, related = (
        {language: dict(weights) for language, weights in by_language.items()}
        for by_language in (term.forms, term.related)
    )
    return (term.surface, term.folded, term.is_name, forms, term.weight, related)
