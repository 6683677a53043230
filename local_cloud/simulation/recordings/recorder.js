// Runs in the page: records the camera and the microphone as the candidate's page does.
// Returns one entry a chunk; times are counted from the start of the chunk's own run.
async ({ mime, timesliceMs, videoBitsPerSecond, audioBitsPerSecond, runsMs }) => {
  const INDEXES_PER_RUN = 1000;
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { width: 320, height: 240, frameRate: 15 },
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });

  const base64 = async (blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let binary = "";
    for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(binary);
  };

  const record = (run, durationMs) =>
    new Promise((resolve, reject) => {
      const recorder = new MediaRecorder(stream, {
        mimeType: mime,
        videoBitsPerSecond,
        audioBitsPerSecond,
        videoKeyFrameIntervalDuration: 2500,
      });
      const chunks = [];
      let startedAt = 0;
      let chunkStartMs = 0;
      recorder.onstart = () => {
        startedAt = performance.now();
        setTimeout(() => recorder.stop(), durationMs);
      };
      recorder.ondataavailable = (event) => {
        const endMs = Math.round(performance.now() - startedAt);
        chunks.push({
          run,
          index: run * INDEXES_PER_RUN + chunks.length,
          start_ms: chunkStartMs,
          duration_ms: endMs - chunkStartMs,
          blob: event.data,
        });
        chunkStartMs = endMs;
      };
      recorder.onerror = (event) => reject(event.error);
      recorder.onstop = () => resolve(chunks);
      recorder.start(timesliceMs);
    });

  const recorded = [];
  for (const [run, durationMs] of runsMs.entries()) recorded.push(...(await record(run, durationMs)));
  stream.getTracks().forEach((track) => track.stop());
  return Promise.all(recorded.map(async ({ blob, ...chunk }) => ({ ...chunk, base64: await base64(blob) })));
}
