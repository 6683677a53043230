import { expect, test } from "vitest";

import { type FaceAlarm, IN_A_ROW, NOTHING_SEEN, see } from "./faces";

/** Which alarms begin, and at which sample. */
function alarms(...faces: number[]): [number, FaceAlarm][] {
  let sightings = NOTHING_SEEN;
  return faces.flatMap((count, at): [number, FaceAlarm][] => {
    const [next, alarm] = see(sightings, count);
    sightings = next;
    return alarm ? [[at, alarm]] : [];
  });
}

test("nobody for more than three seconds is told, once", () => {
  expect(alarms(1, 0, 0, 0, 0, 0, 0, 0)).toEqual([[IN_A_ROW, "FACE_ABSENT"]]);
});

test("a face that is missed now and then is nothing", () => {
  expect(alarms(1, 0, 0, 0, 1, 0, 0, 0, 1, 2, 1, 2, 2, 2, 1)).toEqual([]);
});

test("several faces are told", () => {
  expect(alarms(1, 2, 2, 3, 2, 2)).toEqual([[IN_A_ROW, "MULTIPLE_FACES"]]);
});

test("the same is told again only after one face was there for as long", () => {
  expect(alarms(0, 0, 0, 0, 1, 1, 0, 0, 0, 0)).toHaveLength(1);
  expect(alarms(0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0)).toHaveLength(2);
});

test("one alarm may follow another", () => {
  expect(alarms(0, 0, 0, 0, 2, 2, 2, 2).map(([, alarm]) => alarm)).toEqual(["FACE_ABSENT", "MULTIPLE_FACES"]);
});
