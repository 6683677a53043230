import "../styles/site.css";
import "./shared-result.css";

import { render } from "preact";

import { Api } from "../shared/api";
import { keepFocus } from "../shared/focus";
import { reportErrors } from "../shared/page-reports";
import { pressOnce } from "../shared/presses";
import { preferred, speak } from "../shared/words/languages";
import { SharedResult } from "./shared-result";

reportErrors("viewer");
const token = location.hash.slice(1);
const root = document.querySelector("#app");
if (root) {
  // Another link in the same tab is another result.
  window.addEventListener("hashchange", () => location.reload());
  keepFocus(root);
  pressOnce(root);
  await speak(preferred());
  render(<SharedResult api={new Api({ token: () => token || null })} />, root);
}
