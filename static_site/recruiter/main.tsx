import { render } from "preact";

import { keepFocus } from "../shared/focus";
import { reportErrors } from "../shared/page-reports";
import { pressOnce } from "../shared/presses";
import { chosenLanguage } from "../shared/words/choice";
import { speak } from "../shared/words/languages";
import { App } from "./app";
import { playOneAtATime } from "./session/playback";
import "./recruiter.css";

reportErrors("recruiter");
const root = document.querySelector("#app");
if (root) {
  keepFocus(root);
  pressOnce(root);
  playOneAtATime(document);
  await speak(chosenLanguage());
  render(<App />, root);
}
