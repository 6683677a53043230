import type { LookView, ShadesView } from "./api-types";

/** Whose page this is, and how they look. */
export interface Worn extends LookView {
  readonly name: string;
}

/** Those of tokens.css that have the same names. */
const SHADES: readonly (keyof ShadesView)[] = [
  "accent",
  "accent_text",
  "accent_soft",
  "button",
  "button_hover",
  "button_text",
];

/** In these colours from here on. */
export function paint({ light, dark }: LookView, style: CSSStyleDeclaration): void {
  for (const shade of SHADES)
    style.setProperty(
      `--${shade.replace("_", "-")}`,
      light && dark ? `light-dark(${light[shade]}, ${dark[shade]})` : null,
    );
}
