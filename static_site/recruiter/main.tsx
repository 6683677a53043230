import { render } from "preact";

import { keepFocus } from "../shared/focus";
import { App } from "./app";
import "./recruiter.css";

const root = document.querySelector("#app");
if (root) {
  keepFocus(root);
  render(<App />, root);
}
