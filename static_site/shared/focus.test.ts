// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { keepFocus } from "./focus";

const root = document.createElement("div");
const find = (selector: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`there is no ${selector}`);
  return found;
};
/** Observers are told before this resolves. */
const settled = (): Promise<void> => Promise.resolve();

describe("keepFocus", () => {
  let stop: () => void;

  beforeEach(() => {
    document.body.append(root);
    root.innerHTML = "<h1>View</h1><button>One</button><button>Other</button>";
    stop = keepFocus(root);
  });

  afterEach(() => {
    stop();
    root.remove();
  });

  it("gives it to the heading when the control that had it is gone", async () => {
    find("button").focus();
    find("button").remove();
    await settled();
    expect(document.activeElement).toBe(find("h1"));
  });

  it("gives it to a button beside the control that had it when that is disabled", async () => {
    const [one, other] = root.querySelectorAll("button");
    one?.focus();
    one?.setAttribute("disabled", "");
    await settled();
    expect(document.activeElement).toBe(other);
  });

  it("gives it to the heading where there is no such button", async () => {
    root.innerHTML = "<h1>View</h1><button>Only</button>";
    find("button").focus();
    find("button").setAttribute("disabled", "");
    await settled();
    expect(document.activeElement).toBe(find("h1"));
  });

  it("gives it back to a control that was moved", async () => {
    const button = find("button");
    button.focus();
    root.append(button);
    await settled();
    expect(document.activeElement).toBe(button);
  });

  it("waits for a heading where the next view has none yet", async () => {
    find("button").focus();
    root.innerHTML = "<p>Loading</p>";
    await settled();
    root.innerHTML = "<h1>Loaded</h1>";
    await settled();
    expect(document.activeElement).toBe(find("h1"));
  });

  it("stays inside an open dialog", async () => {
    root.insertAdjacentHTML("beforeend", "<dialog open><h2>Dialog</h2><button>Send</button></dialog>");
    find("dialog button").focus();
    find("dialog button").remove();
    await settled();
    expect(document.activeElement).toBe(find("dialog h2"));
  });

  it("leaves it where the view put it", async () => {
    const [one, other] = root.querySelectorAll("button");
    one?.focus();
    one?.remove();
    other?.focus();
    await settled();
    expect(document.activeElement).toBe(other);
  });

  it("takes nothing from a page that has given it to nobody", async () => {
    find("button").remove();
    await settled();
    expect(document.activeElement).toBe(document.body);
  });
});
