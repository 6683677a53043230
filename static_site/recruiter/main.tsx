import { render } from "preact";

import { keepFocus } from "../shared/focus";
import { pressOnce } from "../shared/presses";
import { App } from "./app";
import { playOneAtATime } from "./playback";
import "./recruiter.css";

const root = document.querySelector("#app");
if (root) {
  keepFocus(root);
  pressOnce(root);
  playOneAtATime(document);
  render(<App />, root);
}
