import "../styles/site.css";
import "../styles/plain-page.css";

import { type JSX, render } from "preact";

import { Api } from "../shared/api";
import { keepFocus } from "../shared/focus";
import { pressOnce } from "../shared/presses";
import { preferred, speak } from "../shared/words/languages";
import type { OneThing } from "./one-button";

/** A page that a link in a mail opens. */
export async function open(page: (api: Api, link: OneThing) => JSX.Element): Promise<void> {
  const [of = "", token = ""] = location.hash.slice(1).split(".");
  const root = document.querySelector("#app");
  if (!root) return;
  window.addEventListener("hashchange", () => location.reload());
  keepFocus(root);
  pressOnce(root);
  await speak(preferred());
  render(page(new Api({ token: () => null }), { of, token }), root);
}
