import { countingIn } from "../count";

const count = countingIn("en");

export const words = {
  /** Where they are not compared. */
  refused: "Compare interviews",
  title: (n: number) => `Compare ${count(n, "interview", "interviews")}`,
  /** Where there is no room for all columns. */
  shown: "Candidate",
  of: (at: number, of: number) => `${at} of ${of}`,
  loading: "Loading…",
  wholeInterview: "The whole interview",
  aspect: "Aspect",
  overall: "Overall",
  criteria: "Criteria",
  decision: "Decision",
  flags: "Flags and recording",
  noFlags: "Nothing was noticed.",
  notFinished: "The interview is not finished yet.",
  ofModel: (figure: string) => `By the model: ${figure}`,
  judge: "Open the interview and judge it",
  differentRubrics: "These interviews were judged by different rubrics: their figures are comparable only in part.",
  question: (number: number) => `Question ${number}`,
  reworded:
    "The template was changed between these invitations: not everybody was asked this in the same words. What each was asked stands below.",
  notAllAsked: "The template was changed between these invitations: not everybody was asked this question.",
  notAsked: "Was not asked this question.",
  asked: "What was asked",
  score: "Score",
  byPerson: (name: string, figure: string) => `${name}: ${figure}`,
  answer: "Answer",
  answerOf: (name: string, number: number) => `Answer of ${name} to question ${number}`,
  /** An answer, and the follow-up questions to it, each of which can be played. */
  partsOf: (name: string) => `Recordings of ${name}`,
  followUp: (nth: number) => `Follow-up ${nth}`,
  followUpOf: (name: string, nth: number, number: number) =>
    `Answer of ${name} to follow-up ${nth} to question ${number}`,
  pointNotJudged: "not judged by this point",
  point: (point: string) => `Point: ${point}`,
  said: "How it begins",
  whole: "The whole answer",
  wholeOf: (name: string) => `The whole answer of ${name}`,
  followUps: "Follow-up questions",
  noFollowUps: "None.",
  inTurn: "Play all in turn",
  stop: "Stop",
  playing: (name: string, at: number, of: number) => `Playing ${name}, ${at} of ${of}`,
  keys: {
    nextCandidate: "Next candidate of those compared",
    previousCandidate: "Previous candidate of those compared",
    turn: "Play this question of all, one after another",
    open: "Open the interview of the candidate that is marked",
  },
  acts: "Keys that play or decide are about the candidate that is marked.",
};

export type CompareWords = typeof words;
