import { countingIn } from "../count";

const count = countingIn("en");

export const words = {
  export: "Export",
  title: "Export results",
  one: "Of this interview.",
  many: "Of all interviews of this list, those further down as well.",
  format: "As",
  formats: {
    csv: "CSV: a line an interview, for spreadsheets",
    json: "JSON: everything, for other systems",
    pdf: "PDF: a report to read and print",
  },
  make: "Make the file",
  making: (sessions: number) => `Making the file: ${count(sessions, "interview is", "interviews are")} in it.`,
  done: (sessions: number, size: string) =>
    `The file is ready: ${count(sessions, "interview", "interviews")}, ${size}.`,
  cut: "There were more than fit into one file: it holds the first of the list.",
  failed: "The file could not be made. Try again later.",
  download: "Download",
  once: "Download it before you close this. The link works for an hour.",
  again: "Make another file",
  hidden: "What is hidden from you until you have judged it is not in the file.",
};

export type ExportsWords = typeof words;
