"""Voices without a key, each in a process of its own that is asked for one phrase after the other.

`python -m local_cloud.stand_ins.voices piper en` says on its standard output, in one line of JSON, what speaks there
(`{"name": ...}`), or why nothing does (`{"missing": ...}`). Then it reads `{"text", "sample_rate"}`, a line each, and
answers each with four bytes of length (big-endian) and that many bytes of mono signed 16-bit samples.

Piper and eSpeak NG are under the GPL: nothing but that process has them in it.
"""
