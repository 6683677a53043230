"""The voice proxy: the container between the candidate's microphone and the voice agent."""
