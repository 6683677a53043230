/** Counts faces, apart from the page's own thread. Pictures come in, numbers go out; nothing is kept. */

import manifest from "@vladmandic/face-api/model/tiny_face_detector_model-weights_manifest.json";
import weights from "@vladmandic/face-api/model/tiny_face_detector_model.bin?url";
import * as faceApi from "@vladmandic/face-api/dist/face-api.esm.js";
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threaded from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";

export interface FaceRequest {
  readonly picture: ImageBitmap;
}
export type FaceAnswer = { readonly ready: true } | { readonly faces: number } | { readonly failed: string };

/** At 224 the detector sees faces that are not there, at 160 none at all. */
const OPTIONS = new faceApi.TinyFaceDetectorOptions({ inputSize: 320, scoreThreshold: 0.55 });

const detector = new faceApi.TinyFaceDetector();
const answer = (message: FaceAnswer): void => self.postMessage(message);

async function load(): Promise<void> {
  giveEnvironment();
  faceApi.tf.setWasmPaths({
    "tfjs-backend-wasm.wasm": plain,
    "tfjs-backend-wasm-simd.wasm": simd,
    "tfjs-backend-wasm-threaded-simd.wasm": threaded,
  });
  await faceApi.tf.setBackend("wasm");
  await faceApi.tf.ready();
  const response = await fetch(weights);
  if (!response.ok) throw new Error(`the model answered ${response.status}`);
  const [group] = manifest;
  if (!group) throw new Error("the model names no weights");
  detector.loadFromWeightMap(faceApi.tf.io.decodeWeights(await response.arrayBuffer(), group.weights));
}

/** The library takes a worker for neither browser nor Node: it is told what there is. */
function giveEnvironment(): void {
  const refuse = (): never => {
    throw new Error("there is no page here");
  };
  faceApi.env.setEnv({
    Canvas: OffscreenCanvas,
    CanvasRenderingContext2D: OffscreenCanvasRenderingContext2D,
    ImageData,
    // There are no such elements here; no picture is a Blob.
    Image: Blob,
    Video: Blob,
    fetch: self.fetch.bind(self),
    readFile: refuse,
    createCanvasElement: refuse,
    createImageElement: refuse,
    createVideoElement: refuse,
  });
}

async function count(picture: ImageBitmap): Promise<number> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.drawImage(picture, 0, 0);
  picture.close();
  const pixels = faceApi.tf.browser.fromPixels(context.getImageData(0, 0, canvas.width, canvas.height));
  try {
    return (await detector.locateFaces(pixels, OPTIONS)).length;
  } finally {
    pixels.dispose();
  }
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

self.onmessage = ({ data }: MessageEvent<FaceRequest>) => {
  count(data.picture).then(
    (faces) => answer({ faces }),
    (error: unknown) => answer({ failed: words(error) }),
  );
};

load().then(
  () => answer({ ready: true }),
  (error: unknown) => answer({ failed: words(error) }),
);
