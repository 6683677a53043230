/** Tries VP9 on this machine for a moment, on pictures of the camera's size. */

import type { Vp9Trial } from "./codec";

const FRAMES = 24;
const GIVES_UP_MS = 2_000;
const NOT_TRIED: Vp9Trial = { supported: false, smooth: false, frameMs: null };

export interface Format {
  readonly width: number;
  readonly height: number;
  readonly framerate: number;
  readonly bitrate: number;
}

/** Never throws: what cannot be tried is not preferred. */
export async function tryVp9(format: Format): Promise<Vp9Trial> {
  try {
    const { supported, smooth } = await navigator.mediaCapabilities.encodingInfo({
      type: "record",
      video: { contentType: "video/webm;codecs=vp9", ...format },
    });
    return { supported, smooth, frameMs: supported && smooth ? await frameMs(format) : null };
  } catch {
    return NOT_TRIED;
  }
}

/** How long the encoder needs for a picture, all in all. */
async function frameMs({ width, height, framerate, bitrate }: Format): Promise<number | null> {
  const config: VideoEncoderConfig = {
    ...{ codec: "vp09.00.31.08", width, height, framerate, bitrate, latencyMode: "realtime" },
  };
  if (!("VideoEncoder" in window) || !(await VideoEncoder.isConfigSupported(config)).supported) return null;
  const faults: DOMException[] = [];
  const encoder = new VideoEncoder({ output: () => undefined, error: (fault) => faults.push(fault) });
  encoder.configure(config);
  const pictures = Array.from({ length: 4 }, () => picture(width, height));
  const encode = (from: number, until: number): Promise<void> => {
    for (let frame = from; frame < until; frame++) {
      const source = pictures[frame % pictures.length];
      if (!source) continue;
      const shown = new VideoFrame(source, { timestamp: Math.round((frame * 1e6) / framerate) });
      encoder.encode(shown, { keyFrame: frame === 0 });
      shown.close();
    }
    return Promise.race([encoder.flush(), new Promise<void>((_, reject) => setTimeout(reject, GIVES_UP_MS))]);
  };
  try {
    // The first picture pays for the encoder's start.
    await encode(0, 1);
    const began = performance.now();
    await encode(1, 1 + FRAMES);
    return faults.length > 0 ? null : (performance.now() - began) / FRAMES;
  } finally {
    if (encoder.state !== "closed") encoder.close();
  }
}

/** A soft picture with a camera's grain, which gives an encoder about as much to do as a face. */
function picture(width: number, height: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new DOMException("no canvas", "NotSupportedError");
  const image = context.createImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const light = 128 + 60 * Math.sin(x / 40) * Math.cos(y / 30) + 8 * (Math.random() - 0.5);
    image.data.set([light, light, light, 255], 4 * pixel);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
