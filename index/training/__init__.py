"""Offline programs that turn training texts into the shipped files of `index/models/`; nobody imports them.

`python -m index.training.static --data FOLDER` trains the bilingual encoder, `python -m index.training.lexicon
--data FOLDER` learns the word translations. They need the `training` group of pyproject.toml. They read the jsonl.xz
files that `index.training.pairs` describes. `sourcier evaluate retrieval FOLDER --by dense` measures an encoder.
"""
