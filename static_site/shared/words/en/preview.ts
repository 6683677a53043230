/** What a preview of a template says beside the candidate's own pages. */
export const words = {
  label: "Preview",
  documentTitle: "Preview · Colloquy",
  bar: "Preview: what a candidate would see. Nothing is recorded, sent or stored.",
  again: "Begin again",
  back: "Back to the template",
  loading: "Loading the template…",
  checks: {
    heading: "Camera and microphone",
    words:
      "Here candidates check camera, microphone, loudspeaker and connection, and may practise with a question that does not count. The preview leaves that out: it asks for no device.",
    silent: "The interviewer’s voice is left out, too. An answer ends when you press “I'm done”, or with its time.",
    goOn: "Go on to the first question",
  },
  feedback:
    "Here two or three sentences on the answer are said and shown: what was strong, and what could be added. Where the template allows it, a follow-up question may come next.",
  over: {
    heading: "This is where the interview ends",
    words:
      "Candidates see here that their answers have arrived, and after a while what was strong and what was missing.",
  },
  signIn: {
    heading: "Sign in first",
    words: "A preview is there for whoever is signed in.",
    open: "Open the dashboard",
  },
};

export type PreviewWords = typeof words;
