// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";

import { usePages } from "./pages";

let list: ReturnType<typeof usePages<string, number>>;
let pages: Record<string, readonly string[]>;
let waiting: (() => void) | null;

function Shown({ name }: { name: string }): null {
  list = usePages(name, async (from: number | null) => {
    if (waiting === null && from !== null) await new Promise<void>((go) => (waiting = go));
    const all = pages[name];
    if (!all) throw new Error("away");
    const at = from ?? 0;
    return { items: all.slice(at, at + 2), next: at + 2 < all.length ? at + 2 : null };
  });
  return null;
}

const place = document.createElement("div");

async function show(name: string): Promise<void> {
  await act(() => render(<Shown name={name} />, place));
}

beforeEach(async () => {
  render(null, place);
  waiting = () => undefined;
  pages = { letters: ["a", "b", "c", "d", "e"], others: ["x", "y", "z"] };
  await show("letters");
  await vi.waitFor(() => expect(list.items).toEqual(["a", "b"]));
});

test("further pages follow until there is none, each once however often it is asked for", async () => {
  await act(() => {
    list.more?.();
    list.more?.();
  });
  await vi.waitFor(() => expect(list.items).toEqual(["a", "b", "c", "d"]));
  await act(() => list.more?.());
  await vi.waitFor(() => expect(list.items).toEqual(["a", "b", "c", "d", "e"]));
  expect(list.more).toBeNull();
});

test("what fails is told, and asked for again", async () => {
  const { letters } = pages;
  delete pages["letters"];
  await act(() => list.more?.());
  await vi.waitFor(() => expect(list.fault).toBeInstanceOf(Error));
  if (letters) pages["letters"] = letters;
  await act(() => list.more?.());
  await vi.waitFor(() => expect(list.items).toHaveLength(4));
  expect(list.fault).toBeNull();
});

test("another list, or the same anew, begins with its first page, whatever is still on its way", async () => {
  waiting = null;
  await act(() => list.more?.());
  await show("others");
  await act(() => waiting?.());
  await vi.waitFor(() => expect(list.items).toEqual(["x", "y"]));
  await act(() => list.more?.());
  await vi.waitFor(() => expect(list.items).toEqual(["x", "y", "z"]));
  await act(() => list.reload());
  await vi.waitFor(() => expect(list.items).toEqual(["x", "y"]));
});
