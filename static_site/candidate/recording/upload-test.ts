/** How fast this connection takes a recording. */

import type { UploadTestView } from "../../shared/api-types";

const SIZES = [128 * 1024, 1024 * 1024] as const;
/** A small one that took longer has said enough. */
const FAST_MS = 1_500;
const GIVES_UP_MS = 12_000;
const RANDOM_BYTES_AT_ONCE = 65_536;

export interface UploadTestSurroundings {
  readonly send: typeof fetch;
  readonly now: () => number;
}

const AROUND: UploadTestSurroundings = { send: (...request) => fetch(...request), now: () => performance.now() };

/** Bits a second; null where it cannot be found out, which is nobody's fault. Never throws. */
export async function measureUplink(
  leave: () => Promise<UploadTestView>,
  { send, now }: UploadTestSurroundings = AROUND,
): Promise<number | null> {
  let uplink: number | null = null;
  try {
    const { url, fields, max_size } = await leave();
    for (const size of SIZES.filter((bytes) => bytes <= max_size)) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append("file", new Blob([noise(size)], { type: "application/octet-stream" }));
      const began = now();
      const signal = AbortSignal.timeout(GIVES_UP_MS);
      const arrived = await send(url, { method: "POST", body: form, credentials: "omit", signal }).then(
        ({ ok }) => ok,
        () => null,
      );
      const tookMs = Math.max(1, now() - began);
      // Not even that much arrived in all that time.
      const isStuck = arrived === null && tookMs >= GIVES_UP_MS;
      if (!arrived && !isStuck) break;
      uplink = (8 * size * 1000) / tookMs;
      if (tookMs > FAST_MS) break;
    }
  } catch {
    // Without leave there is nothing to try.
  }
  return uplink;
}

/** Nothing on the way can make it smaller. */
function noise(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += RANDOM_BYTES_AT_ONCE)
    crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES_AT_ONCE));
  return bytes;
}
