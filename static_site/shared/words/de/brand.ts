import type { BrandWords } from "../en/brand";

export const words: BrandWords = { contact: (contact) => `Fragen? ${contact}`, privacy: "Datenschutzhinweise" };
