export { words } from "../shared/words/de/landing";

export const pictures = import.meta.glob<string>("./pictures/de/*.webp", {
  eager: true,
  query: "?url",
  import: "default",
});
