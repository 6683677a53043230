/** What is used of face-api and of the tfjs inside it; its own types name packages that it does not bring. */
declare module "@vladmandic/face-api/dist/face-api.esm.js" {
  export interface Tensor {
    dispose(): void;
  }
  export const tf: {
    setWasmPaths(paths: Record<string, string>): void;
    setBackend(name: "wasm"): Promise<boolean>;
    ready(): Promise<void>;
    io: { decodeWeights(bytes: ArrayBuffer, specification: readonly object[]): Record<string, Tensor> };
    browser: { fromPixels(pixels: ImageData): Tensor };
  };
  export const env: { setEnv(environment: Record<string, unknown>): void };
  export class TinyFaceDetectorOptions {
    constructor(options: { inputSize: number; scoreThreshold: number });
    readonly inputSize: number;
  }
  export class TinyFaceDetector {
    loadFromWeightMap(weights: Record<string, Tensor>): void;
    locateFaces(input: Tensor, options: TinyFaceDetectorOptions): Promise<readonly unknown[]>;
  }
}
