import type { Inline } from "../inline";

const elsewhere =
  "open the same link on a telephone or another computer: nothing is lost by that. If you have none, ask your recruiter " +
  "how you can go on.";

/** What is said before the room is entered. Fetched when the consent is read. */
export const words = {
  devices: {
    heading: "Camera and microphone",
    allow: "Please allow camera and microphone when your browser asks.",
    welcomeNew: "Welcome back. No question was asked yet, so you have missed nothing.",
    welcome: (about: { question: string; isKept: boolean; isArriving: boolean }) =>
      `Welcome back. ${about.isKept ? "What you said and wrote before is kept. " : ""}You go on with ${about.question}.` +
      (about.isArriving ? " What was recorded before is still being sent: please leave this page open." : ""),
    faults: {
      denied: {
        heading: "Your browser does not let us use the camera and microphone",
        words: (emphasis: Inline) => [
          "Click the camera or lock symbol beside the address at the top of the window, choose ",
          emphasis("Allow"),
          " for camera and microphone, then try again. If they are switched off for all pages, allow your browser in the " +
            "privacy settings of your system.",
        ],
      },
      missing: {
        heading: "We cannot find a camera and a microphone",
        words: () => [`Plug them in, or ${elsewhere}`],
      },
      no_camera: {
        heading: "We cannot find a camera",
        words: () => [`Your microphone is there, but no camera. Plug one in and switch it on, or ${elsewhere}`],
      },
      no_microphone: {
        heading: "We cannot find a microphone",
        words: () => [`Your camera is there, but no microphone. Plug one in and switch it on, or ${elsewhere}`],
      },
      busy: {
        heading: "Something else is using your camera or microphone",
        words: () => ["Close other video calls and pages that use them, then try again."],
      },
      unsupported: {
        heading: "This browser cannot use your camera and microphone here",
        words: () => ["Open the same link in a current version of Chrome, Edge, Firefox or Safari."],
      },
    },
  },

  checks: {
    label: "Checks",
    trial: {
      running: "We make a trial recording of a few seconds. Nobody sees it, and it is not sent.",
      whole: "Your browser records your picture and your sound.",
      nothing: "Your browser records nothing, though it shows your picture.",
      no_picture: "Your browser records your voice, but not your picture.",
      no_sound: "Your browser records your picture, but no sound.",
      help:
        "Close other programs and pages that use camera or microphone, and try again. If that does not help, reload this " +
        "page, or open the same link in another browser or on another device: a current Chrome, Edge, Firefox or Safari.",
    },
    microphone: {
      say: "Say a few words to try your microphone.",
      works: "Your microphone works.",
      dead: "We heard you before, but your microphone gives no sound right now. Is it muted?",
      needless:
        "You write your answers, so you need no microphone. Should you want to speak after all, just try it here.",
      anyway: "We have not heard you yet. You can go on all the same, and try your microphone here at any time.",
      muted:
        "We have not heard you yet. Is your microphone muted, by a switch on the headset or a key on the keyboard? Does " +
        "your browser use the right one?",
      mayWrite: "You can answer every question in writing.",
      write: "I will write",
      silent:
        "You need not stop here. But if your microphone gives no sound, your answers are pictures without words: they " +
        "cannot be understood or scored.",
      goOn: "Go on although nothing is heard",
    },
    speaker: {
      play: "Play a sound",
      listen: "You should hear two notes.",
      heard: "Heard two notes? Good.",
    },
    connection: {
      measuring: "We check how fast your connection is. You need not wait.",
      slow: "Your connection is a little slow, so we record a smaller picture.",
      fast: "Your connection is fast enough.",
    },
    face: {
      waiting: "We check whether you can be seen.",
      looking: "Looking for your face…",
      one: "We can see you well.",
      none: "We cannot find your face. More light from the front, or sitting closer, often helps.",
      several: "We see more than one person. Please be alone in the picture.",
      unavailable: "We could not check your picture in this browser. That is not your fault.",
      mayGoOn: "You can go on all the same: at most, the recruiting team sees a note of it.",
      goOn: "Continue anyway",
    },
  },

  start: {
    name: "Your name",
    howItGoes: (about: { thinking: "always" | "sometimes" | "never"; silence: string | null; mayWrite: boolean }) => {
      const thinking = {
        always: "You get time to think, then you answer",
        sometimes: "Before some answers you get time to think, the others begin right after it",
        never: "Your answer begins right after it",
      }[about.thinking];
      const silent =
        about.silence === null ? "" : `when you have come to its end or been silent for ${about.silence}, or `;
      const writing = about.mayWrite ? " You can also write an answer instead of speaking it." : "";
      return `Each question is read to you. ${thinking}; the answer ends ${silent}when you say so.${writing}`;
    },
    comeBack: (hours: number) =>
      `You can stop and come back by the same link. If you stay away for ${hours} hours, what there is is handed in.`,
    /** What must have happened before somebody may begin; each goes on with "as soon as". */
    awaited: {
      trial: "the trial recording is over",
      recording: "your browser records picture and sound",
      voice: "you have said a few words",
      face: "we have seen your face",
      name: "you have entered your name",
    },
    asSoonAs: (awaited: string) => `You can begin as soon as ${awaited}.`,
    ready: "I'm ready",
  },
};

export type HardwareWords = typeof words;
