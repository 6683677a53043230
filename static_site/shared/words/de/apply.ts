import { countingIn } from "../count";
import type { ApplyWords } from "../en/apply";

const count = countingIn("de");
const BUSY =
  "Im Moment können hier keine weiteren Interviews beginnen. Versuchen Sie es später noch einmal, oder schreiben Sie denen, von denen der Link stammt.";

export const words: ApplyWords = {
  documentTitle: "Videointerview",
  loading: "Einen Moment …",
  from: (company) => `Videointerview bei ${company}`,
  about: (questions, atMost) =>
    `${count(questions, "Frage", "Fragen")}, höchstens ${atMost}. Sie antworten im Browser, wann es Ihnen passt, und müssen nichts installieren.`,
  how: "Sagen Sie uns, wer Sie sind, und öffnen Sie den Link, den wir Ihnen schicken: Er führt zu Ihrem Interview. Sie müssen es nicht sofort führen.",
  until: (at) => `Sie können sich bis ${at} anmelden.`,
  nowhere: {
    heading: "Dieser Link ist nicht offen.",
    text: "Vielleicht wurde er geschlossen oder ersetzt, oder er wurde nicht ganz kopiert. Fragen Sie dort nach, wo Sie ihn gefunden haben.",
  },
  over: {
    closed: { heading: "Dieser Link ist geschlossen.", text: "Sein letzter Tag ist vorbei." },
    full: {
      heading: "Alle Plätze sind vergeben.",
      text: "Über diesen Link sind so viele gekommen, wie vorgesehen waren.",
    },
    full_today: {
      heading: "Heute ist kein Platz mehr frei.",
      text: "Für heute haben sich so viele angemeldet, wie an einem Tag möglich ist. Kommen Sie morgen wieder.",
    },
  },
  heading: "Anmelden",
  name: "Ihr Name",
  email: "Ihre E-Mail-Adresse",
  emailHint:
    "Dorthin schicken wir den Link. Wenn Sie ihn nicht innerhalb von zwei Tagen bestätigen, wird alles gelöscht, was Sie hier eingeben.",
  language: "Sprache des Interviews",
  send: "Link zuschicken",
  sending: "Einen Moment …",
  sent: {
    heading: "Sehen Sie in Ihr Postfach.",
    text: (email) =>
      `Wir haben an ${email} geschrieben. Öffnen Sie den Link in der Nachricht: Er gilt zwei Tage. Wenn Sie sich schon einmal angemeldet haben, führt er zu dem Interview, das Sie bereits haben.`,
    nothing: "Ist nach einigen Minuten nichts gekommen? Sehen Sie im Spam-Ordner nach, und prüfen Sie die Adresse.",
    again: "Andere Adresse verwenden",
  },
  confirm: {
    heading: "Adresse bestätigen",
    text: "Damit öffnen Sie Ihr Interview. Sie können gleich beginnen oder später wiederkommen: Wir schicken Ihnen einen eigenen Link.",
    go: "Bestätigen und Interview öffnen",
    going: "Einen Moment …",
    nothing:
      "Über diesen Link gibt es nichts mehr zu bestätigen. Wenn Sie schon bestätigt haben, verwenden Sie den Link aus der Nachricht, die danach kam. Sonst melden Sie sich noch einmal an.",
  },
  errors: {
    public_link_closed: "Dieser Link ist geschlossen. Fragen Sie dort nach, wo Sie ihn gefunden haben.",
    public_link_full: "Alle Plätze sind vergeben: Über diesen Link sind so viele gekommen, wie vorgesehen waren.",
    link_unknown: "Sie haben schon ein Interview. Verwenden Sie den Link, den Sie dafür bekommen haben.",
  },
  limits: {
    public_requests: "Hier haben sich sehr viele angemeldet.",
    public_requests_of_link: "Über diesen Link haben sich so viele angemeldet, wie an einem Tag möglich ist.",
    public_requests_of_network: "Aus Ihrem Netz haben sich sehr viele angemeldet.",
    public_requests_of_address: "An diese Adresse wurde schon sehr oft geschrieben.",
    links: BUSY,
    open_interviews: BUSY,
  },
};
