/** What a candidate is told when the interview is over, and says to it. Fetched then. */
export const words = {
  gone: "There is nothing more to read here. Ask your recruiter about your result.",
  heading: "Your result",
  introWithExample:
    "For each answer that was judged: what was strong, what was missing, and, where there is one, an example of how you could say it.",
  intro: "For each answer that was judged: what was strong, and what was missing.",
  peopleOnly: (organisation: string) =>
    `You asked that people alone judge your answers. No machine has judged them; ${organisation || "the recruiting team"} looks at them.`,
  awaited: (done: number, of: number) => `Your answers are being looked at: ${done} of ${of} so far`,
  mayLeave: "This mostly takes a minute. You can wait here, or close this page and open the same link later.",
  slow: "It takes longer than usual. Nothing is lost: close this page if you like, and open the same link later.",
  ready: "Your result is complete.",
  until: (day: string) => `You can read this with the same link until ${day}.`,
  nothing: "There is no answer to this question.",
  awaitedAnswer: "This answer is still being looked at.",
  person: {
    wished: "A person looks at this answer, as you asked.",
    little_said: "There is little to go by in this answer, so a person looks at it.",
    hard_to_hear: "The recording is hard to hear in parts. That is not your fault; a person looks at it.",
    other_language: "This answer seems to be in another language than the interview’s, so a person looks at it.",
    unsure: "The machine is not sure about this answer, so a person looks at it.",
    failed: "This answer could not be looked at by machine, so a person does.",
  },
  strong: "Strong:",
  strongAsCounted: "Strong, as far as counts of words can tell:",
  strengths: {
    content: "you stay with the question and become specific.",
    structure: "your answer has an order that one can follow.",
    clarity: "your wording is clear and easy to understand.",
    delivery: "you say plainly what you did, decided or thought.",
  },
  strengthOf: (title: string) => `your answer does well in “${title}”.`,
  inPart: "you say something that the question asks for.",
  missing: "Missing:",
  leftOpen: "the question has sides that your answer does not touch.",
  nothingMissing: "nothing that stands out.",
  lacks: {
    content: "specifics, such as an example, a fact or a reason.",
    structure: "an order that one can follow, from the beginning to the outcome.",
    clarity: "precise words, with one thing in each sentence.",
    delivery: "what you did, decided or thought yourself.",
  },
  lackOf: (title: string) => `more of “${title}”.`,
  example: "For example:",
  examples: {
    content: "Last year we had … to solve, and after … weeks the result was …",
    structure: "First I looked at …, then I decided to …, and as a result …",
    clarity: "The main thing was …, and that is why we did …",
    delivery: "I decided to … myself, because …",
  },
  figure: (overall: string, low: string, high: string) =>
    `Score: ${overall} of 10; it may be anywhere from ${low} to ${high}.`,
  indicative: "No language model judged: counts and likenesses of words are an indication, and no more.",
  sending: "Sending…",
  judged: {
    heading: "What was judged, and by what",
    what: "Only the words of your answers were judged.",
    usual: (clauses: string) => `Looked at: ${clauses}.`,
    named: (titles: string) => `What the organisation asks for itself: ${titles}.`,
    own: (title: string) => `“${title}”`,
    notYou: "Not your picture, your voice or your accent.",
    criteria: {
      content: "how they address the question",
      structure: "how their parts hang together",
      clarity: "how clear they are",
      delivery: "how plainly they say what you did and thought",
    },
    by: (judges: string) => `Judged by ${judges}, a machine.`,
    judge: (model: string, service: string) => `${model} (${service})`,
    byNone: "No answer was judged by a machine.",
    notYet: "Your answers are still being looked at. What judged them stands here afterwards.",
    noMachine: "The machine decides nothing.",
    decides: (organisation: string) =>
      `People at ${organisation || "the organisation that invited you"} look at your answers, and decide.`,
  },
  contest: {
    heading: "Do you see it differently?",
    who: (organisation: string) =>
      `Write it here. The recruiting team of ${organisation || "the organisation that invited you"} reads it beside your answers, ` +
      "and people decide. You can also write to whoever sent you this link.",
    label: "What should a person look at again?",
    send: "Send to the recruiting team",
    change: "Send the changed words",
    sent: (at: string) => `Sent ${at}. The recruiting team sees it.`,
  },
  satisfaction: {
    heading: "How was this interview for you?",
    hint: "Your answer is no part of your application, and is not shown beside it.",
    scale: ["1: not good at all", "2", "3", "4", "5: very good"],
    comment: "Would you like to say why? (optional)",
    send: "Send my rating",
    change: "Change my rating",
    sent: "Thank you. You can change it here.",
  },
};

export type ResultWords = typeof words;
