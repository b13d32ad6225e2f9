"""Offline programs that turn training texts into the shipped files of `index/models/`; nobody imports them.

`python -m index.training.lexicon --data FOLDER` learns the word translations, `….everyday` packs those that are kept by
hand, `….static` trains the bilingual encoder,
`….meeting` the vectors by which single pieces meet, `….ranking` learns how it all makes one score: in this order, since
each rests on those before. They need the `training` group of pyproject.toml. They read the jsonl.xz files that
`index.training.pairs` describes. `sourcier evaluate retrieval FOLDER --by dense` measures an encoder.
"""
