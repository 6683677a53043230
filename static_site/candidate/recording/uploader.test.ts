import { createHash } from "node:crypto";

import { describe, expect, test } from "vitest";

import { fault, sha256, upload } from "./uploader";

const LEASE = {
  url: "https://raw.example/",
  fields: { "Content-Type": "video/webm", policy: "p", "x-amz-signature": "s" },
  key_pattern: "s1/0/chunk_{index}.webm",
};
const BYTES = new TextEncoder().encode("a chunk").buffer;
const HASH = createHash("sha256").update("a chunk");
const HEX = HASH.copy().digest("hex");

function refusal(code: string, message = ""): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
}

describe("a presigned POST", () => {
  test("carries the policy's fields, then key, checksum and, last, the bytes", async () => {
    let sent: FormData | undefined;
    const send = (_: unknown, request?: RequestInit): Promise<Response> => {
      sent = request?.body as FormData;
      return Promise.resolve(new Response(null, { status: 204 }));
    };
    expect(await upload(LEASE, 7, BYTES, HEX, send)).toBe("delivered");
    const entries = [...(sent ?? new FormData()).entries()];
    expect(entries.map(([name]) => name)).toEqual([
      ...["Content-Type", "policy", "x-amz-signature", "key", "x-amz-checksum-sha256", "file"],
    ]);
    expect(sent?.get("key")).toBe("s1/0/chunk_007.webm");
    expect(sent?.get("x-amz-checksum-sha256")).toBe(HASH.copy().digest("base64"));
    expect(await (sent?.get("file") as Blob).text()).toBe("a chunk");
  });

  test("of a later run keeps its longer number", async () => {
    let key: unknown;
    const send = (_: unknown, request?: RequestInit): Promise<Response> => {
      key = (request?.body as FormData).get("key");
      return Promise.resolve(new Response(null, { status: 204 }));
    };
    await upload(LEASE, 12_003, BYTES, HEX, send);
    expect(key).toBe("s1/0/chunk_12003.webm");
  });

  test("is delivered only where S3 says so: a page of the network in between is no bucket", async () => {
    const portal = (): Promise<Response> => Promise.resolve(new Response("<html>Welcome!", { status: 200 }));
    expect(await upload(LEASE, 0, BYTES, HEX, portal)).toBe("unavailable");
  });

  test("without a network is a fault that passes", async () => {
    expect(await upload(LEASE, 0, BYTES, HEX, () => Promise.reject(new TypeError("failed to fetch")))).toBe(
      "unreachable",
    );
  });
});

test.each([
  [403, refusal("AccessDenied", "Invalid according to Policy: Policy expired."), "expired"],
  [400, refusal("ExpiredToken", "The provided token has expired."), "expired"],
  [403, refusal("AccessDenied", "Access Denied"), "refused"],
  [400, refusal("EntityTooLarge"), "refused"],
  [403, refusal("SignatureDoesNotMatch"), "refused"],
  [400, refusal("BadDigest"), "unavailable"],
  [400, refusal("XAmzContentChecksumMismatch"), "unavailable"],
  [400, refusal("IncompleteBody"), "unavailable"],
  [400, refusal("RequestTimeout"), "unavailable"],
  [403, refusal("RequestTimeTooSkewed"), "unavailable"],
  [503, refusal("SlowDown"), "unavailable"],
  [500, refusal("SomethingNew"), "unavailable"],
  [500, "<html>", "unavailable"],
  [403, "<html>Your plan has expired. Sign in to the network.", "unavailable"],
  [200, "<html>Sign in to the network.", "unavailable"],
  [413, "", "unavailable"],
] as const)("%d %s means %s", (status, body, outcome) => {
  expect(fault(status, body)).toBe(outcome);
});

test("the hash is the one that the cloud compares with", async () => {
  expect(await sha256(BYTES)).toBe(HEX);
});
