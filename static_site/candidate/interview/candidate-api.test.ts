import { expect, test, vi } from "vitest";

import { Api, ApiError } from "../../shared/api";
import { CandidateApi } from "./candidate-api";

function begin(fetching: typeof fetch): Promise<unknown> {
  return new CandidateApi(new Api({ token: () => "t", fetch: fetching })).start(
    "Ada",
    { version: "v1", hash: null, humanReviewOnly: false },
    "en",
  );
}

test("a connection that died unseen costs nobody a second press", async () => {
  const fetching = vi.fn<typeof fetch>().mockRejectedValueOnce(new TypeError("reset"));
  fetching.mockResolvedValueOnce(Response.json({ session_id: "s" }));
  await expect(begin(fetching)).resolves.toEqual({ session_id: "s" });
  expect(fetching).toHaveBeenCalledTimes(2);
});

test("who has no connection is told so after two attempts", async () => {
  const fetching = vi.fn<typeof fetch>().mockRejectedValue(new TypeError("offline"));
  await expect(begin(fetching)).rejects.toMatchObject({ status: 0 });
  expect(fetching).toHaveBeenCalledTimes(2);
});

test("a refusal is not asked again", async () => {
  const refused = { error: { code: "conflict", message: "", request_id: "r" } };
  const fetching = vi.fn<typeof fetch>().mockResolvedValue(Response.json(refused, { status: 409 }));
  await expect(begin(fetching)).rejects.toBeInstanceOf(ApiError);
  expect(fetching).toHaveBeenCalledTimes(1);
});
