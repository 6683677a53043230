/** For tests: every word of a catalogue in letters that no component could have written itself. */

const LETTERS: Readonly<Record<string, string>> = { a: "å", e: "é", i: "î", o: "ø", u: "ü", n: "ñ", s: "š", c: "ç" };

export function pseudoText(text: string): string {
  return `⟦${text.replace(/[aeiounsc]/g, (letter) => LETTERS[letter] ?? letter)}⟧`;
}

/** The same catalogue with all that it says in pseudo letters. */
export function pseudo<W>(words: W): W {
  return convert(words) as W;
}

function convert(value: unknown): unknown {
  if (typeof value === "string") return pseudoText(value);
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value === "function") {
    const call = value as (...given: unknown[]) => unknown;
    // What marks up a part of a sentence is given that part in pseudo letters, too.
    return (...given: unknown[]) => convert(call(...given.map(inPseudo)));
  }
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, convert(each)]));
  return value;
}

function inPseudo(given: unknown): unknown {
  return typeof given === "function" ? (text: unknown) => (given as (text: unknown) => unknown)(convert(text)) : given;
}

/** Elements that a page has made are no catalogue. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype &&
    !("props" in value)
  );
}

/** What stands outside of the brackets in a page's text and labels: words that did not come from a catalogue. */
export function strayText(root: Element): string[] {
  const spoken = [root, ...root.querySelectorAll("*")].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? ""),
    ...["aria-label", "aria-description", "title", "alt", "placeholder"].map(
      (name) => element.getAttribute(name) ?? "",
    ),
  ]);
  return spoken.map(outside).filter((text) => /\p{L}{2,}/u.test(text));
}

function outside(text: string): string {
  let depth = 0;
  return Array.from(text)
    .filter((letter) => {
      if (letter === "⟦") depth++;
      if (letter === "⟧") depth--;
      return depth === 0 && letter !== "⟧";
    })
    .join("");
}
