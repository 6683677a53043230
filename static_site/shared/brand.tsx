import type { JSX } from "preact";

import mark from "../assets/mark.svg";
import type { Worn } from "./look";

const PRODUCT = "Colloquy";

/** Whose page this is: the organisation's logo, or the product where there is none. `isNamed`: its name stands beside. */
export function Brand({ of, isNamed }: { of: Worn | null; isNamed: boolean }): JSX.Element {
  const logo = of?.logo;
  return logo ? (
    <span class="brand-logo">
      <img src={logo.path} alt={isNamed ? "" : of.name} width={logo.width} height={logo.height} />
    </span>
  ) : (
    <span class="brand">
      <img src={mark} alt="" width="28" height="28" />
      {PRODUCT}
    </span>
  );
}
