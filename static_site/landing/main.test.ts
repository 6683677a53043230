// @vitest-environment jsdom
import { expect, test, vi } from "vitest";

test("the plain pages speak what was chosen in the dashboard, whatever the browser prefers", async () => {
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("localStorage", { getItem: (key: string) => (key === "colloquy.language" ? "de" : null) });
  await import("./main");
  expect(document.documentElement.lang).toBe("de");
});
