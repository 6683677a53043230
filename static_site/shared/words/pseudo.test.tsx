// @vitest-environment jsdom
import { render } from "preact";
import { expect, test } from "vitest";

import type { Inline } from "./inline";
import { pseudo, strayText } from "./pseudo";

const words = pseudo({
  greeting: (name: string) => `Good day ${name}`,
  open: (link: Inline) => ["Open ", link("the page"), "."],
});

test("what comes from a catalogue is no stray text, marked up or not", () => {
  render(
    <p title={words.greeting("Ada")}>
      {words.greeting("Ada")}{" "}
      {words.open((text) => (
        <a href="#">{text}</a>
      ))}{" "}
      12:05
    </p>,
    document.body,
  );
  expect(strayText(document.body)).toEqual([]);
});

test("what a component says by itself is", () => {
  render(<p title="Mine">{words.greeting("Ada")} and more</p>, document.body);
  expect(strayText(document.body)).toEqual([" and more", "Mine"]);
});
