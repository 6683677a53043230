/** For tests and eyes: one page that shows each screen by its name. Never part of the site. */

import "../styles/site.css";
import "../candidate/candidate.css";

import { render } from "preact";

import { type Language, speak } from "../shared/words/languages";
import { camera } from "./controller";
import { LONG_SCREENS, SCREENS } from "./screens";

const stills = [...SCREENS, ...LONG_SCREENS].filter(([, , ...presses]) => presses.length === 0);
const place = document.querySelector("#app");
const { stream, paint } = face();

/** Of somebody who sits still: a picture comes when it is asked for. */
function face(): { stream: MediaStream; paint: () => void } {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  const paint = (): void => {
    if (!pen) return;
    const wall = pen.createLinearGradient(0, 0, 640, 480);
    wall.addColorStop(0, "#8d99ae");
    wall.addColorStop(1, "#4a5568");
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = "#2b3a55";
    pen.beginPath();
    pen.ellipse(320, 470, 190, 150, 0, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = "#e0b899";
    pen.beginPath();
    pen.ellipse(320, 220, 90, 120, 0, 0, 2 * Math.PI);
    pen.fill();
  };
  return { stream: canvas.captureStream(), paint };
}

async function show(name: string, language: Language = "en"): Promise<void> {
  await speak(language);
  const screen = stills.find(([each]) => each === name)?.[1];
  if (!place || !screen) throw new Error(`There is no still ${name}.`);
  render(null, place);
  render(screen, place);
  paint();
  scrollTo(0, 0);
}

camera.value = stream;
Object.assign(window, { stills: { names: stills.map(([name]) => name), show } });
