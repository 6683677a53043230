/** One presigned POST to the bucket. */

import type { Outcome } from "./chunk-queue";

export interface Lease {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  /** `{index}` is the chunk's index, at least three digits. */
  readonly key_pattern: string;
}

/** What is slower than this will not be faster by waiting. */
const MIN_LIMIT_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 4;

/** Sends the bytes of one chunk; never throws. */
export async function upload(
  lease: Lease,
  index: number,
  bytes: ArrayBuffer,
  sha256: string,
  send: typeof fetch = fetch,
): Promise<Outcome> {
  const form = new FormData();
  for (const [name, value] of Object.entries(lease.fields)) form.append(name, value);
  form.append("key", lease.key_pattern.replace("{index}", String(index).padStart(3, "0")));
  form.append("x-amz-checksum-sha256", base64(sha256));
  // Fields after the file are ignored.
  form.append("file", new Blob([bytes], { type: lease.fields["Content-Type"] ?? "application/octet-stream" }));
  try {
    const response = await send(lease.url, {
      method: "POST",
      body: form,
      credentials: "omit",
      signal: AbortSignal.timeout(MIN_LIMIT_MS + Math.round(bytes.byteLength / SLOWEST_BYTES_PER_MS)),
    });
    return response.status === 204 ? "delivered" : fault(response.status, await response.text());
  } catch {
    return "unreachable";
  }
}

/** S3's codes for what passes, whatever status comes with them: the line, the load or the moment was at fault. */
const PASSING = new Set([
  "BadDigest",
  "IncompleteBody",
  "InternalError",
  "OperationAborted",
  "RequestTimeTooSkewed",
  "RequestTimeout",
  "ServiceUnavailable",
  "SlowDown",
  "XAmzContentChecksumMismatch",
]);

/** What an answer other than 204 means. S3's XML names a code, which counts before the status; an expired policy is a
 * 403 like any other but for its words. An answer without a code is not S3's: a gateway or a hotel's sign-in page. */
export function fault(status: number, body: string): Outcome {
  const code = /<Code>(\w+)<\/Code>/.exec(body)?.[1];
  if (code === "ExpiredToken" || (status === 403 && code !== undefined && /expired/i.test(body))) return "expired";
  return code === undefined || PASSING.has(code) || status >= 500 ? "unavailable" : "refused";
}

/** Hexadecimal. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64(hexadecimal: string): string {
  const bytes = hexadecimal.match(/../g) ?? [];
  return btoa(String.fromCharCode(...bytes.map((byte) => parseInt(byte, 16))));
}
