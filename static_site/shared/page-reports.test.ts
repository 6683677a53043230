// @vitest-environment jsdom
import { describe, expect, it } from "vitest";

import { ApiError } from "./api";
import { reportErrors, reportJoin, reportOf } from "./page-reports";

const at = (error: Error, place: string): Error =>
  Object.assign(error, { stack: `${error.name}: Ada's words\n    at f (https://example.com${place})` });

describe("reportOf", () => {
  it("names the error and the place in a script of ours, and no word of it", () => {
    const error = at(new TypeError("Ada's words"), "/assets/candidate-Bx1_-Y2z.js:1:2345");
    const report = reportOf("candidate", error);
    expect(report).toEqual({ page: "candidate", error: "TypeError", place: "candidate-Bx1_-Y2z.js:1:2345" });
    expect(JSON.stringify(report)).not.toContain("Ada");
  });

  it("calls an error of somebody's own making other", () => {
    const error = at(Object.assign(new Error("x"), { name: "Ada Lovelace" }), "/assets/a.js:1:2");
    expect(reportOf("recruiter", error)?.error).toBe("other");
  });

  it.each([
    ["an extension's", at(new Error("x"), "/content-script.js:1:2")],
    ["no error", "a string"],
    ["an API that was not to be reached", at(new ApiError(0, "offline", "", ""), "/assets/a.js:1:2")],
  ])("says nothing of %s", (_, thrown) => {
    expect(reportOf("candidate", thrown)).toBeNull();
  });
});

describe("reportErrors", () => {
  it("tells of what nothing caught, five times at most", () => {
    const told: [string, unknown][] = [];
    reportErrors("candidate", window, (path, report) => told.push([path, report]));
    const error = at(new RangeError("x"), "/assets/candidate-a.js:3:4");
    for (let times = 0; times < 4; times++) window.dispatchEvent(new ErrorEvent("error", { error }));
    for (let times = 0; times < 4; times++)
      window.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: error }));
    expect(told).toHaveLength(5);
    expect(new Set(told.map(([path]) => path))).toEqual(new Set(["/api/page-reports/errors"]));
  });
});

describe("reportJoin", () => {
  it.each([
    [1234.6, 1235],
    [-3, 0],
    [9e9, 600_000],
  ])("tells %d ms as %d", (took, join_ms) => {
    const told: unknown[] = [];
    reportJoin(took, (_, report) => told.push(report));
    expect(told).toEqual([{ join_ms }]);
  });
});
