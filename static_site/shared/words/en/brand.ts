/** At the foot of an organisation's pages. */
export const words = { contact: (contact: string) => `Questions? ${contact}`, privacy: "Privacy notice" };

export type BrandWords = typeof words;
