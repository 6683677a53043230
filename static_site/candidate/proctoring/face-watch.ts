/** Shows the camera's picture to the worker that counts faces, about once a second. */

import type { FaceAnswer, FaceRequest } from "./face-watch.worker";

const EVERY_MS = 1_000;
const LOAD_TIMEOUT_MS = 30_000;

export interface FaceListener {
  faces(count: number): void;
  /** There is no detector here; nobody is to be blamed for that. */
  unavailable(): void;
}

/** Watches what `stream` gives, now and later, until the function that this gives back is called. */
export function watchFaces(stream: () => MediaStream | null, listener: FaceListener): () => void {
  const worker = new Worker(new URL("./face-watch.worker.ts", import.meta.url), { type: "module" });
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    clearTimeout(timer);
    worker.terminate();
    video.srcObject = null;
  };
  const give = (): void => {
    stop();
    listener.unavailable();
  };
  const look = async (): Promise<void> => {
    const shown = stream();
    if (video.srcObject !== shown) {
      video.srcObject = shown;
      void video.play().catch(() => undefined);
    }
    const track = shown?.getVideoTracks()[0];
    // Of a camera that is gone nothing can be said.
    if (track?.readyState !== "live" || video.videoWidth === 0) {
      again();
      return;
    }
    const picture = await createImageBitmap(video);
    worker.postMessage({ picture } satisfies FaceRequest, [picture]);
  };
  const again = (): void => {
    if (!isStopped) timer = setTimeout(() => void look().catch(again), EVERY_MS);
  };
  worker.onerror = give;
  worker.onmessage = ({ data }: MessageEvent<FaceAnswer>) => {
    if ("failed" in data) {
      give();
      return;
    }
    if ("faces" in data) listener.faces(data.faces);
    clearTimeout(timer);
    again();
  };
  timer = setTimeout(give, LOAD_TIMEOUT_MS);
  return stop;
}
