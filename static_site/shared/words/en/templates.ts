import { countingIn } from "../count";
import type { Inline } from "../inline";

const count = countingIn("en");

/** What is said where templates are kept in order. */
export const words = {
  list: {
    preview: "Preview",
    previewOf: (title: string) => `Preview ${title} as a candidate sees it, in a new tab`,
    duplicate: "Duplicate",
    duplicateOf: (title: string) => `Duplicate ${title}`,
    archive: "Archive",
    archiveOf: (title: string) => `Archive ${title}`,
    takeBack: "Take back",
    takeBackOf: (title: string) => `Take back ${title} from the archive`,
    delete: "Delete",
    deleteOf: (title: string) => `Delete ${title}`,
    archived: "Archived",
    showArchived: (n: number) => `Show archived templates (${n})`,
    nowArchived: (title: string) =>
      `“${title}” is archived: nobody is invited to it any more. Links that are out go on.`,
    nowBack: (title: string) => `“${title}” is back: candidates can be invited to it again.`,
    nowDeleted: (title: string) => `“${title}” is deleted.`,
  },
  deletion: {
    title: "Delete this template?",
    what: (title: string) =>
      `“${title}” goes for good, with its questions. Only a template that nobody was invited to can be deleted.`,
    delete: "Delete for good",
    cancel: "Cancel",
    archive: "Archive it instead",
  },
  library: {
    open: "Take questions from other templates",
    title: "Questions of other templates",
    search: "Words of the question, its points, or its template’s title",
    loading: "Looking for questions…",
    found: (n: number, more: boolean) =>
      n === 0
        ? "No question has these words."
        : more
          ? `The first ${count(n, "question", "questions")}. More words find others.`
          : `${count(n, "question", "questions")}, the newest template’s first.`,
    about: (title: string, points: number, weight: number) =>
      `From “${title}”, with ${count(points, "point", "points")}, counting ${weight === 1 ? "once" : `${weight} times`}.`,
    inLanguage: (language: string) => `Language: ${language}.`,
    noRoom: (room: number) =>
      room === 0
        ? "The template has as many questions as it may have."
        : `No more than ${room} fit into this template.`,
    take: (n: number) => (n === 0 ? "Take the chosen ones" : `Take ${count(n, "question", "questions")}`),
    cancel: "Cancel",
    taken: (n: number) => `${count(n, "question is", "questions are")} added. Nothing is saved yet.`,
  },
  draft: {
    open: "Draft from a job description",
    title: "Draft from a job description",
    what: "A model suggests questions and points. They go into the form, where you change what you like: nothing is saved before you save it, and the description is not kept.",
    text: "The job description",
    pdf: "Or a PDF with it",
    pdfHint: "Text that can be selected in it, of the first 30 pages. At most 700 KB.",
    missing: "Paste the job description, or choose a PDF.",
    tooLarge: (most: number) => `The file has more than ${most} KB. Copy its text into the field above instead.`,
    count: "How many questions",
    make: "Suggest questions",
    making: "Suggesting…",
    cancel: "Cancel",
    byModel: (model: string) =>
      `These questions are a draft, suggested by ${model}. Read each of them and change what does not fit. Nothing is saved yet.`,
    byRule: (model: string) =>
      `These questions are a draft, made by rule (${model}): no language model was asked. Take them as a place to begin, and word them yourself. Nothing is saved yet.`,
    isCut: "The PDF was too long: only its beginning was read.",
    dropped: (n: number) =>
      `${count(n, "suggestion was", "suggestions were")} left out: about who somebody is, or not fit to be asked.`,
    leftOut: "These sentences of the description speak to whoever reads it by machine, and were not read:",
  },
  versions: {
    title: "Versions of a template",
    what: "Links keep the version that they were issued with. Restoring an older one makes a new version of it: nothing is lost.",
    back: "Back to the template",
    loading: "Loading the versions…",
    version: (number: number) => `Version ${number}`,
    savedBy: (own: Inline, name: string, at: string) => ["Saved by ", own(name), `, ${at}.`],
    saved: (at: string) => `Saved ${at}.`,
    counts: "This is the one that counts.",
    changes: (number: number) => `What version ${number} changed`,
    comparing: "Comparing the versions…",
    notKept: "The version before it is not kept any more.",
    same: "Both say the same.",
    now: "Since then",
    was: "Before",
    restore: "Restore",
    restoreOf: (number: number) => `Restore version ${number}`,
    restored: (number: number) => `Version ${number} is restored, as a new version.`,
    more: "Show earlier versions",
  },
  /** For those who may not change it. */
  reading: {
    title: "A template",
    times: (think: string, answer: string) => `${think} to think, ${answer} to answer.`,
    points: "What a good answer covers",
  },
  page: {
    copyOf: (title: string) => `Copy of ${title}`,
    isCopy: "This is a copy that is not saved yet. Change what you like, then save it.",
    duplicate: "Duplicate",
    versions: "Versions",
    publicLink: "Public link",
    publicLinkHint: "By which anybody can sign up for an interview",
    preview: "Preview what is saved",
    previewHint: "As a candidate sees it, in a new tab",
    isArchived:
      "This template is archived: nobody is invited to it until it is taken back, on the page of all templates.",
  },
};

export type TemplatesWords = typeof words;
