import "../styles/site.css";
import "../styles/plain-page.css";

import { render } from "preact";

import { Api } from "../shared/api";
import { keepFocus } from "../shared/focus";
import { pressOnce } from "../shared/presses";
import { preferred, speak } from "../shared/words/languages";
import { Ask } from "./ask";
import { Confirm } from "./confirm";
import { tokenOf } from "./link";

/** Behind the `#`, which no server sees. */
const { token, confirms } = tokenOf(location.hash);
const root = document.querySelector("#app");
if (root) {
  window.addEventListener("hashchange", () => location.reload());
  keepFocus(root);
  pressOnce(root);
  await speak(preferred());
  const api = new Api({ token: () => token });
  render(confirms ? <Confirm api={api} /> : <Ask api={api} />, root);
}
