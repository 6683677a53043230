export const words = {
  landing: {
    title: "Colloquy · Video interviews with evidence",
    description:
      "Colloquy holds video interviews when it suits the candidate, and scores each answer with its evidence. People decide.",
    signIn: "Sign in",
    heading: "An interview, whenever you are ready.",
    about:
      "Candidates answer on video in their own time. Minutes later, the recruiter has each answer to watch, what was said, and a score with the words that it rests on.",
    invited: "Were you invited to an interview? Open the link you were sent.",
    reviewPicture:
      "The page of an interview: what it comes to with its range, what was strong and what to ask about, and the buttons for a decision.",
    recruiters: "For recruiters",
    list: "See what there is to do",
    listAbout:
      "Who waits for a decision, who needs a person’s judgement, and what each interview comes to. Filter, sort and search, or go from one to the next by keyboard alone.",
    listPicture:
      "The list of interviews, with cards for what is to be decided, and a score, flags and decision in each row.",
    evidence: "Check a score against what was said",
    evidenceAbout:
      "Levels rest on quotes that stand word for word in the transcript, and each leads to its moment in the video. A score says how sure it is; where it cannot be, the answer is left to you.",
    evidencePicture:
      "One answer: the video beside the points that a good answer covers, each with a quote of what was said.",
    compare: "Lay candidates side by side",
    compareAbout:
      "Up to five of one template: what each scored, said and left out, question by question. A template can hide scores and names until you have judged for yourself.",
    comparePicture: "Three candidates side by side, with their scores by criterion.",
    candidates: "For candidates",
    answer: "Answer when it suits you",
    answerAbout:
      "In the browser, with nothing to install. Try camera and microphone, practise, then talk: the interviewer asks aloud and listens, in English or German, and what it misheard you put right. Whoever needs more time, captions or to write instead can have it arranged, without saying why.",
    answerPicture:
      "An interview under way: the question, the time left, the candidate’s own picture and the words as they are heard.",
    result: "Read what was made of it",
    resultAbout:
      "Afterwards you see for each answer what was strong and what was missing, what judged it, and that people decide. If you see it differently, you write to the recruiter.",
    resultPicture: "What a candidate reads afterwards: for each answer what was strong and what was missing.",
    promises: "What you can rely on",
    people: "People decide",
    peopleAbout: "No score advances or rejects anybody. Each decision is a person’s, with their name and a reason.",
    words: "Words are judged, not faces",
    wordsAbout:
      "Scores come from what was said. Nothing reads feelings, and nobody is recognised: faces are only counted, in the candidate’s own browser, and never change a score.",
    choice: "Judged by people alone, on request",
    choiceAbout: "Candidates may ask that people alone judge their answers. No model scores them then.",
    kept: "Asked first, kept for a time",
    keptAbout:
      "Nothing is recorded before the candidate has agreed. Recordings are deleted after a set time, and candidates may ask to see or delete what is kept of them.",
    madeUp:
      "All interviews in the pictures are made up: the voices are synthetic, and the face is a portrait by NASA in the public domain.",
    api: "The API’s documentation",
  },
  /** Before the scripts of the pages say more, or where there are none. */
  application: {
    interview: "Your interview · Colloquy",
    dashboard: "Dashboard · Colloquy",
    shared: "Shared result · Colloquy",
    apply: "Video interview · Colloquy",
    unsubscribe: "Stop e-mails · Colloquy",
    address: "Confirm an address · Colloquy",
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
