"""The model that hears whether somebody has finished."""

import logging
from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from local_cloud.stand_ins.deepgram import smart_turn
from local_cloud.stand_ins.deepgram.smart_turn import HEARD_BYTES, TurnModel, log_mel


@pytest.fixture(scope="module")
def model() -> TurnModel:
    found = TurnModel.found()
    assert found
    return found


def test_features_are_those_that_whisper_hears() -> None:
    samples = np.random.default_rng(1).normal(0, 0.1, HEARD_BYTES // 2).astype(np.float32)
    expected = FeatureExtractor()(samples, padding=0)
    assert log_mel(samples).shape == (80, 800)
    assert np.abs(log_mel(samples) - expected[:, :800]).max() < 1e-5


@pytest.mark.parametrize("seconds", [0, 0.01, 1, 8, 20])
def test_takes_as_much_as_there_is(model: TurnModel, seconds: float) -> None:
    noise = np.random.default_rng(2).normal(0, 300, int(seconds * 16000)).astype("<i2").tobytes()
    assert 0 <= model.probability(noise) <= 1
    assert model.probability(noise) == model.probability(noise[-HEARD_BYTES:])


def test_without_its_package_a_line_says_what_that_means(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def nothing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(smart_turn, "files", nothing)
    with caplog.at_level(logging.WARNING):
        assert TurnModel.found() is None
    (record,) = caplog.records
    assert "turns end by silence alone" in record.getMessage()
