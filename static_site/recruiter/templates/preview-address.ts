/** The candidate's pages with this template, as it is saved. */
export function previewAddress(templateId: string): string {
  return `/interview?preview=${templateId}`;
}
