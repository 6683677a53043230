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

test("a provider's answer is told from the page that was left", () => {
  const organisation = "4b4ac4a9-6b43-4a2c-8d3f-3f0d8a7b6c5e";
  expect(arrivalOf(`#/sign-in/${organisation}`)).toEqual({ by: "provider", organisation });
  expect(arrivalOf("#/", "?state=s&code=c&iss=https%3A%2F%2Flogin.example.com")).toEqual({
    by: "back",
    answer: { state: "s", code: "c", iss: "https://login.example.com" },
  });
  expect(arrivalOf("", "?state=s&error=access_denied")).toEqual({ by: "back", answer: null });
  for (const other of ["#/sign-in", "#/sign-in/x", `#/sign-in/${organisation}/x`]) expect(arrivalOf(other)).toBeNull();
  expect(arrivalOf("#/", "?code=c")).toBeNull();
});
