import { t } from "./words";

const PLACE = /\{([^{}]*)\}/g;
export const LINK = "{link}";

/** What is wrong with the words of a letter, as the API would see it; undefined where nothing is. */
export function textProblem(
  text: string,
  places: readonly string[],
  hasLink: boolean,
  isSubject = false,
): (() => string) | undefined {
  if (text.trim() === "") return () => t.value.missing;
  const paragraphs = text.split(/\n[^\S\n]*\n/).map((paragraph) => paragraph.trim());
  const rest = isSubject ? text : paragraphs.filter((paragraph) => paragraph !== LINK).join("\n");
  const links = paragraphs.filter((paragraph) => paragraph === LINK).length;
  if (!hasLink && text.includes(LINK)) return () => t.value.noLink;
  if (rest.includes(LINK) || (!isSubject && links > 1)) return () => t.value.linkAlone;
  const unknown = [...rest.matchAll(PLACE)].map(([, place = ""]) => place).find((place) => !places.includes(place));
  return unknown === undefined ? undefined : () => t.value.unknown(unknown);
}
