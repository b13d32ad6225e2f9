"""Word pieces of French and English together: the tokenizer of the static encoder.

Lower case, accents folded (people leave them out when they ask), ligatures spelt out, punctuation apart, so that
l'API and d'OpenAI give the pieces of `api` and `openai` beside those of the elided word.
"""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"

# Longer runs of letters are addresses and codes: they become unknown rather than dozens of pieces.
LONGEST_WORD = 60


def blank_tokenizer() -> Tokenizer:
    """Return a word-piece tokenizer that knows how to clean and cut text but no piece yet."""
    tokenizer = Tokenizer(models.WordPiece({UNKNOWN: 0}, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True),
            normalizers.Replace("œ", "oe"),
            normalizers.Replace("æ", "ae"),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def train_pieces(texts: Iterable[str], size: int) -> Tokenizer:
    """Return a tokenizer with at most `size` pieces, learnt from `texts`; piece 0 is the unknown one."""
    tokenizer = blank_tokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, min_frequency=3, special_tokens=[UNKNOWN], limit_alphabet=200, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
