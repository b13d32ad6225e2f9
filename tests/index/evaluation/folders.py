"""A small BEIR folder that tests write, spoil and read."""

import gzip
import json

PASSAGES = [
    {"id": "p1", "title": "Pets", "text": "The cat sleeps on the mat.", "lang": "en", "source": "s"},
    {"id": "p2", "title": "", "text": "A dog barks at night.", "lang": "en", "source": "s"},
    {"id": "p3", "title": "Animaux", "text": "Le chat dort sur le tapis.", "lang": "fr", "source": "s"},
    {"id": "p4", "title": "", "text": "Un chien aboie la nuit.", "lang": "fr", "source": "s"},
]
QUESTIONS = [
    {"id": "q1", "text": "where does the cat sleep?", "lang": "en", "source": "made"},
    {"id": "q2", "text": "où dort le chat ?", "lang": "fr", "source": "made"},
    {"id": "q3", "text": "what barks at night?", "lang": "en", "source": "found"},
    {"id": "q4", "text": "who is judged by nobody?", "lang": "en", "source": "found"},
]
JUDGEMENTS = [("q1", "p1", 1), ("q1", "p3", 1), ("q2", "p1", 1), ("q2", "p3", 2), ("q3", "p2", 1), ("q3", "p1", 0)]


def lines_of(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def write(path, text, *, packed=False):
    path.parent.mkdir(parents=True, exist_ok=True)
    if packed:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")


def write_folder(
    folder, *, passages=PASSAGES, questions=QUESTIONS, judgements=JUDGEMENTS, packed=False, qrels="qrels.tsv"
):
    """Write a folder in BEIR's layout; return it."""
    write(folder / "corpus.jsonl", lines_of(passages), packed=packed)
    write(folder / "queries.jsonl", lines_of(questions), packed=packed)
    judged = "query-id\tcorpus-id\tscore\n" + "".join(f"{q}\t{p}\t{grade}\n" for q, p, grade in judgements)
    write(folder / qrels, judged, packed=packed)
    return folder
