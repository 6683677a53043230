import { expect, test } from "vitest";

import { ApiError } from "../../shared/api";
import { linkEnd, type LinkEnd, orLinkEnd } from "./link-end";

test.each([
  [new ApiError(410, "link_expired", "This link has expired.", "r1"), "expired"],
  [new ApiError(410, "link_closed", "Closed.", "r1"), "closed"],
  [new ApiError(410, "interview_cancelled", "Cancelled.", "r1"), "cancelled"],
  [new ApiError(503, "unavailable", "Busy.", "r1"), null],
  [new Error("410"), null],
])("%s is the end of the link: %s", async (error, end) => {
  expect(linkEnd(error)).toBe(end);
  const told: LinkEnd[] = [];
  const asked = orLinkEnd(Promise.reject(error), (as) => told.push(as));
  await expect(asked).rejects.toBe(error);
  expect(told).toEqual(end === null ? [] : [end]);
});

test("what the API gives is given on", async () => {
  expect(await orLinkEnd(Promise.resolve("ticket"), () => expect.unreachable())).toBe("ticket");
});
