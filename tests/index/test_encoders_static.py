import json
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from index.encoders import SHIPPED_MODEL, load_encoder
from index.encoders.static import StaticEncoder
from index.errors import EncoderError
from index.training.pieces import train_pieces
from index.training.saving import save_model

TEXTS = ["the founder owns the company", "le fondateur détient l'entreprise", "a right of first refusal"] * 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return the folder of a tiny model with random vectors."""
    tokenizer = train_pieces(TEXTS, 120)
    table = np.random.default_rng(0).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    path = tmp_path_factory.mktemp("models") / "tiny"
    save_model(path, tokenizer, table)
    return path


@pytest.fixture
def copy(folder, tmp_path):
    """Return a copy of the tiny model, to be damaged."""
    return shutil.copytree(folder, tmp_path / "copy")


def mean_of_pieces(folder, text):
    """Return the unit mean of the text's piece vectors, worked out one piece at a time in double precision."""
    arrays = load_file(folder / "model.safetensors")
    ids = Tokenizer.from_file(str(folder / "tokenizer.json")).encode(text, add_special_tokens=False).ids
    total = np.zeros(arrays["embeddings"].shape[1])
    for piece in ids:
        total += arrays["embeddings"][piece].astype(np.float64) * float(arrays["weights"][piece])
    length = np.linalg.norm(total)
    return total / length if length > 0 and text.strip() else np.zeros_like(total)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="thefounder owns détient l'ŒuvrE49%?\n日", max_size=60))
def test_a_vector_is_the_unit_mean_of_the_pieces_vectors(folder, text):
    """The quick sums over bytes equal the slow mean over floats."""
    assert StaticEncoder(folder).encode_passages([text])[0] == pytest.approx(mean_of_pieces(folder, text), abs=1e-5)


def test_rows_keep_the_order_of_the_texts_over_several_chunks(folder):
    encoder = StaticEncoder(folder)
    texts = [TEXTS[number % 3] + " " + TEXTS[number % 2] * (number % 5) for number in range(600)]
    alone = np.vstack([encoder.encode_passages([text]) for text in texts])
    assert np.array_equal(encoder.encode_passages(texts), alone)


def test_a_text_beyond_every_chunk_is_summed_whole(folder):
    encoder = StaticEncoder(folder)
    long = " ".join(TEXTS[:2]) * 3000
    assert encoder.encode_passages([long])[0] == pytest.approx(mean_of_pieces(folder, long), abs=1e-4)


def test_blank_texts_have_zero_rows(folder):
    assert StaticEncoder(folder).encode_passages(["", " \n\t", "\u200b"]).tolist() == [[0.0] * 8] * 3


@pytest.mark.parametrize("text", ["half \ud800 a pair", "\x00", "🙂" * 5000, "a" * 100_000, "日本語", "\u0301"])
def test_odd_texts_have_rows_too(folder, text):
    rows = StaticEncoder(folder).encode_questions([text, "founder"])
    assert rows[1] == pytest.approx(mean_of_pieces(folder, "founder"), abs=1e-6)
    assert np.isfinite(rows[0]).all()


def test_no_texts_give_no_rows_of_the_models_width(folder):
    assert StaticEncoder(folder).encode_questions([]).shape == (0, 8)


def test_rows_are_float32_of_length_one(folder):
    vectors = StaticEncoder(folder).encode_questions(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-6)


def test_the_digest_follows_the_weights_and_not_the_card(copy):
    before = StaticEncoder(copy).digest
    (copy / "README.md").write_text("a card", encoding="utf-8")
    with_card = StaticEncoder(copy).digest
    arrays = load_file(copy / "model.safetensors")
    arrays["embeddings"][3, 2] ^= 1
    save_file(arrays, copy / "model.safetensors")
    assert (with_card == before, StaticEncoder(copy).digest == before) == (True, False)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(EncoderError, match="nowhere: no such folder; install sourcier again"):
        StaticEncoder(tmp_path / "nowhere")


def test_a_folder_without_modules_is_no_model(tmp_path):
    with pytest.raises(EncoderError, match=r"not a sentence-transformers model, there is no modules\.json"):
        StaticEncoder(tmp_path)


@pytest.mark.parametrize("content", ["{nope", "[1]", '{"a": 1}', '[{"idx": 0}]'])
def test_a_damaged_list_of_modules_is_named(copy, content):
    (copy / "modules.json").write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError, match=r"modules\.json: cannot be read as a list of modules"):
        StaticEncoder(copy)


def test_another_kind_of_model_is_refused_with_what_it_is(copy):
    modules = [{"type": "sentence_transformers.models.Transformer"}, {"type": "sentence_transformers.models.Pooling"}]
    (copy / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(EncoderError, match="found the modules Transformer, Pooling, wanted StaticEmbedding, Normalize"):
        StaticEncoder(copy)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named(copy, name):
    (copy / name).unlink()
    with pytest.raises(EncoderError, match=name):
        StaticEncoder(copy)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
@pytest.mark.parametrize("kept", [0, 5, 300])
def test_a_file_cut_short_is_damaged(copy, name, kept):
    whole = (copy / name).read_bytes()
    (copy / name).write_bytes(whole[:kept])
    with pytest.raises(EncoderError, match=f"{name}: (damaged|not a tokenizer)"):
        StaticEncoder(copy)


def test_a_tokenizer_of_another_model_is_refused_with_both_sizes(copy):
    train_pieces(["another one"] * 3, 30).save(str(copy / "tokenizer.json"))
    with pytest.raises(EncoderError, match=r"tokenizer\.json has \d+ pieces, model\.safetensors has \d+ rows"):
        StaticEncoder(copy)


def test_weights_with_nan_are_refused(copy):
    arrays = load_file(copy / "model.safetensors")
    arrays["weights"][1] = np.nan
    save_file(arrays, copy / "model.safetensors")
    with pytest.raises(EncoderError, match="holds NaN or infinite numbers"):
        StaticEncoder(copy)


def test_scales_that_do_not_fit_the_table_are_refused(copy):
    arrays = load_file(copy / "model.safetensors")
    arrays["weights"] = arrays["weights"][1:]
    save_file(arrays, copy / "model.safetensors")
    with pytest.raises(EncoderError, match="wanted one row and one scale a piece"):
        StaticEncoder(copy)


def test_a_table_saved_as_floats_opens_too(copy):
    arrays = load_file(copy / "model.safetensors")
    floats = arrays["embeddings"] * arrays["weights"][:, None]
    whole = StaticEncoder(copy).encode_passages(TEXTS)
    save_file({"embedding.weight": floats}, copy / "model.safetensors")
    assert StaticEncoder(copy).encode_passages(TEXTS) == pytest.approx(whole, abs=1e-6)


def test_static_is_the_shipped_model():
    assert load_encoder("static").id == f"static:{SHIPPED_MODEL.name}"


def test_the_shipped_model_finds_a_translation_nearest():
    encoder = load_encoder()
    questions = encoder.encode_questions(
        ["who owns half of the shares?", "the cat sleeps", "what is the capital of Peru?"]
    )
    passages = encoder.encode_passages(["Le chat dort.", "Lima est la capitale du Pérou.", "La moitié des actions."])
    assert np.argmax(questions @ passages.T, axis=1).tolist() == [2, 0, 1]


def test_encoders_load_without_torch():
    """A question on a built index must not wait for torch."""
    program = (
        "import sys; from index.encoders import load_encoder; load_encoder().encode_questions(['a']);"
        "print(sorted({'torch', 'transformers', 'sentence_transformers', 'langchain_core'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
