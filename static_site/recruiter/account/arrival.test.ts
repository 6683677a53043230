import { expect, test } from "vitest";

import { arrivalOf } from "./arrival";

const TOKEN = "aB3_-".repeat(9);

test("links of mails are told from the pages of who is signed in", () => {
  expect(arrivalOf(`#/join/${TOKEN}`)).toEqual({ by: "join", token: TOKEN });
  expect(arrivalOf(`#/password/${TOKEN}`)).toEqual({ by: "password", token: TOKEN });
  expect(arrivalOf("#/forgotten")).toEqual({ by: "forgotten" });
  for (const other of ["", "#/", "#/settings", "#/templates/new", "#/forgotten/x", `#/join/${TOKEN}/x`])
    expect(arrivalOf(other)).toBeNull();
});

test("a link that lost its end is one that leads nowhere", () => {
  expect(arrivalOf("#/join/")).toEqual({ by: "join", token: "-" });
  expect(arrivalOf("#/password/half")).toEqual({ by: "password", token: "-" });
});
