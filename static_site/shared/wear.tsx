import { Brand } from "./brand";
import { BrandFoot } from "./brand-foot";
import { type Worn, paint } from "./look";
import { worn } from "./worn";

/** Show what comes next as this organisation looks. */
export function wear(look: Worn): void {
  paint(look, document.documentElement.style);
  worn.value = {
    Head: ({ isNamed }) => <Brand of={look} isNamed={isNamed} />,
    Foot: () => <BrandFoot of={look} />,
  };
}
