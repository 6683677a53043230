export const words = {
  landing: {
    title: "Colloquy",
    description:
      "Colloquy holds video interviews when it suits the candidate, and scores each answer with its evidence.",
    heading: "An interview, whenever you are ready.",
    about:
      "Candidates answer on video in their own time. Each answer becomes one playable recording with a scorecard: a score for each criterion, and the words it rests on.",
    record: "Record.",
    recording: "Every five seconds of video go straight to storage, so little is lost when a connection is.",
    process: "Process.",
    processing: "The pieces are joined, as a rule just as they were recorded, and what did not arrive is listed.",
    review: "Review.",
    reviewing:
      "Scores come with quotes found word for word in the transcript. What follows from them is for people to decide.",
    dashboard: "Open the dashboard",
    api: "Read the API",
    invited: "Were you invited to an interview? Open the link you were sent.",
  },
  /** Before the scripts of the two pages say more, or where there are none. */
  application: {
    interview: "Your interview · Colloquy",
    dashboard: "Dashboard · Colloquy",
    shared: "Shared result · Colloquy",
    noScript: "This page needs JavaScript. Please switch it on in your browser, or try another one.",
  },
  notFound: {
    title: "Not found · Colloquy",
    heading: "There is nothing at this address.",
    invited:
      "Were you invited to an interview? Open the link you were sent, or copy all of it into the address bar. What you have answered is not touched by this.",
    dashboard: "Open the dashboard",
  },
};

export type LandingWords = typeof words;
