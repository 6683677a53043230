"""The rooms and microphones that answers are given in. Equal seeds give equal noise."""

from collections.abc import Sequence

import numpy as np

from local_cloud.simulation.spoken.sounds import SAMPLE_RATE, Sound, loudness, silence

__all__ = ["SPEECH_DB", "clatter", "clipped", "humming", "noisy", "pink", "quiet", "soft"]

SPEECH_DB = -23.0
"""How loud people speak, below full scale."""
QUIET_DB = -65.0
NOISY_SNR_DB = 10.0
SOFTER_DB = 30.0
MICROPHONES_OWN_DB = -80.0
OVERDRIVEN_DB = 24.0
HUM_HZ = 50


def quiet(speech: Sound) -> Sound:
    """A room in which nearly nothing is heard."""
    return speech + pink(len(speech), QUIET_DB, seed=1)


def noisy(speech: Sound, others: Sequence[Sound]) -> Sound:
    """A room full of people who talk, with the hum of a machine; together 10 dB below whoever speaks."""
    noise = babble(others, len(speech)) + at_level(hum(len(speech)), -6) + pink(len(speech), -6, seed=2)
    return speech + at_level(noise, SPEECH_DB - NOISY_SNR_DB)


def soft(speech: Sound) -> Sound:
    """A microphone that is turned down: 30 dB less of everything but its own noise."""
    return quiet(speech) / np.float32(10 ** (SOFTER_DB / 20)) + pink(len(speech), MICROPHONES_OWN_DB, seed=3)


def clipped(speech: Sound) -> Sound:
    """A microphone that is turned up too far: what is too loud is cut off."""
    loud: Sound = np.clip(quiet(speech) * np.float32(10 ** (OVERDRIVEN_DB / 20)), -1, 1)
    return loud * np.float32(0.9)


def babble(others: Sequence[Sound], length: int) -> Sound:
    """Several people at once, none louder than the others, at 0 dB together."""
    later = (np.roll(other, -number * SAMPLE_RATE) for number, other in enumerate(others))
    voices = [at_level(np.resize(other, length), 0) for other in later]
    return at_level(np.sum(voices, axis=0, dtype=np.float32), 0)


def humming(seconds: float) -> Sound:
    """Nobody speaks: a machine hums."""
    length = len(silence(seconds))
    return at_level(hum(length), -35) + pink(length, -45, seed=6)


def hum(length: int) -> Sound:
    """A transformer's: the mains' frequency and what rings with it."""
    at_s = np.arange(length) / SAMPLE_RATE
    tones = (np.sin(2 * np.pi * HUM_HZ * harmonic * at_s + harmonic) / harmonic for harmonic in (1, 2, 3, 4, 6, 8))
    together: Sound = np.sum(list(tones), axis=0).astype(np.float32)
    return together


def pink(length: int, level_db: float, *, seed: int) -> Sound:
    """Noise with as much in each octave, as rooms have it."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    spectrum /= np.sqrt(np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 20))
    return at_level(np.fft.irfft(spectrum, length).astype(np.float32), level_db)


def clatter(seconds: float) -> Sound:
    """Nobody speaks: somebody types, and coughs twice."""
    sound = pink(len(silence(seconds)), QUIET_DB, seed=4)
    random = np.random.default_rng(5)
    for key_s in np.arange(0.5, 0.6 * seconds, 0.17):
        _add(sound, key_s + random.uniform(0, 0.08), _burst(random, 0.012, -30))
    for cough_s in (0.7 * seconds, 0.7 * seconds + 0.45):
        _add(sound, cough_s, _burst(random, 0.28, -20))
    return sound


def at_level(sound: Sound, level_db: float) -> Sound:
    return sound * np.float32(10 ** ((level_db - loudness(sound)) / 20))


def _burst(random: np.random.Generator, seconds: float, level_db: float) -> Sound:
    """Noise that begins at once and dies away."""
    length = len(silence(seconds))
    noise = random.standard_normal(length) * np.exp(-4 * np.arange(length) / length)
    return at_level(noise.astype(np.float32), level_db)


def _add(sound: Sound, at_s: float, part: Sound) -> None:
    start = round(at_s * SAMPLE_RATE)
    sound[start : start + len(part)] += part
