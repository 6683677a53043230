import type { JSX } from "preact";

import mark from "../../assets/mark.svg";

const NAME = "Colloquy";

export function Brand(): JSX.Element {
  return (
    <a class="brand" href="#/">
      <img src={mark} alt="" width="28" height="28" /> <span class="brand-name">{NAME}</span>
    </a>
  );
}
