import "../styles/site.css";
import "../styles/plain-page.css";

import { render } from "preact";

import { Api } from "../shared/api";
import { keepFocus } from "../shared/focus";
import { pressOnce } from "../shared/presses";
import { preferred, speak } from "../shared/words/languages";
import { Unsubscribe } from "./unsubscribe";

/** Behind the `#`, which no server sees: of whom, and the token. */
const [of = "", token = ""] = location.hash.slice(1).split(".");
const root = document.querySelector("#app");
if (root) {
  window.addEventListener("hashchange", () => location.reload());
  keepFocus(root);
  pressOnce(root);
  await speak(preferred());
  render(<Unsubscribe api={new Api({ token: () => null })} of={of} token={token} />, root);
}
