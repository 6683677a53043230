import { render } from "preact";

import "../styles/site.css";

const root = document.querySelector("#app");
if (root) render(<main>Your interview</main>, root);
