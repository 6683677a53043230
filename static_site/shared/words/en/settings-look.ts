/** What is said where the look of the organisation is set. */
export const words = {
  about:
    "What candidates see of your organisation: before, during and after the interview, in mails, in shared results and in documents.",
  name: "Name",
  contact: "Contact",
  noContact: "none named",
  elsewhere: "Name and contact are those that candidates agree to.",
  change: "Change them under Consent",
  logo: "Logo",
  logoHint: "A PNG, JPEG or WebP of at most 700 KB. It is drawn anew, at most 480 by 120 pixels.",
  logoNow: "The logo as it is shown",
  noLogo: "There is none: pages show the name of Colloquy.",
  sendLogo: "Choose a logo",
  otherLogo: "Choose another logo",
  sendingLogo: "Sending the logo…",
  removeLogo: "Remove the logo",
  logoTooLarge: (kilobytes: number) => `This file is larger than ${kilobytes} KB.`,
  logoSet: "The logo is set.",
  logoRemoved: "The logo is removed.",
  accent: "Colour",
  accentHint: "Of buttons, links and lines, as # and six digits. Left empty it is the usual blue.",
  accentWrong: "Write # and six digits from 0 to 9 and a to f, for example #0f766e.",
  pick: "Pick a colour",
  privacy: "Address of your privacy notice",
  privacyHint: "Begins with https://. Candidates find it at the foot of every page and mail.",
  privacyWrong: "Write an address that begins with https://, for example https://example.com/privacy.",
  preview: "Preview",
  inLight: "On a light page",
  inDark: "On a dark page",
  heading: "Your interview",
  sentence: "This is how your candidates read it, with a",
  link: "link in a sentence",
  button: "Go on",
  mended: (asked: string, shown: string) =>
    `${asked} would be hard to read here. Words and buttons are in ${shown}, the nearest that everybody can read.`,
};

export type SettingsLookWords = typeof words;
