import { beforeEach, expect, test, vi } from "vitest";

import { FaceMonitor } from "./face-monitor";
import type { FaceListener } from "./face-watch";
import { IN_A_ROW } from "./faces";

let camera: FaceListener;
let told: unknown[];
let isPictureOn: boolean;
let isAnswering: boolean;
let stopped: number;
let loaded: number;
let monitor: FaceMonitor;

const shows = (count: number, times = IN_A_ROW): void => {
  for (let sample = 0; sample < times; sample++) camera.faces(count);
};
const make = (load?: () => Promise<never>): FaceMonitor =>
  new FaceMonitor(
    {
      stream: () => null,
      isPictureOn: () => isPictureOn,
      isSign: () => isAnswering,
      tell: (alarm, detail) => told.push([alarm, detail]),
    },
    load ??
      (() => {
        loaded++;
        return Promise.resolve({
          watchFaces: (_: unknown, listener: FaceListener) => {
            camera = listener;
            return () => stopped++;
          },
        });
      }),
  );

beforeEach(() => {
  [told, isPictureOn, isAnswering, stopped, loaded] = [[], true, true, 0, 0];
  monitor = make();
});

test("the candidate is shown what the camera shows", async () => {
  expect(monitor.check.value).toBe("waiting");
  const starting = monitor.start();
  expect(monitor.check.value).toBe("looking");
  await starting;
  shows(1, 1);
  expect(monitor.check.value).toBe("one");
  shows(0, 1);
  expect(monitor.check.value).toBe("none");
  shows(3, 1);
  expect(monitor.check.value).toBe("several");
});

test("an absence and several faces are told, with how many there were", async () => {
  await monitor.start();
  shows(0);
  shows(2);
  expect(told).toEqual([
    ["FACE_ABSENT", {}],
    ["MULTIPLE_FACES", { faces: 2 }],
  ]);
});

test("nothing is told where it means nothing, and that does not count later", async () => {
  await monitor.start();
  isAnswering = false;
  shows(0, 100);
  isAnswering = true;
  shows(0, IN_A_ROW - 1);
  expect(told).toEqual([]);
  shows(0, 1);
  expect(told).toHaveLength(1);
});

test("nobody is missed in a picture that is off", async () => {
  await monitor.start();
  shows(1, 1);
  isPictureOn = false;
  shows(0, 100);
  expect([monitor.check.value, told]).toEqual(["one", []]);
});

test("a detector that cannot be loaded, or fails, is unavailable", async () => {
  const broken = make(() => Promise.reject(new Error("no network")));
  await broken.start();
  expect(broken.check.value).toBe("unavailable");
  await monitor.start();
  camera.unavailable();
  expect(monitor.check.value).toBe("unavailable");
});

test("it is begun once, and stopped with the page", async () => {
  await Promise.all([monitor.start(), monitor.start()]);
  expect(loaded).toBe(1);
  monitor.stop();
  expect(stopped).toBe(1);
});

test("a page that ended while the detector was loaded watches nobody", async () => {
  const watchFaces = vi.fn();
  const late = new FaceMonitor(
    { stream: () => null, isPictureOn: () => true, isSign: () => true, tell: () => undefined },
    () => Promise.resolve({ watchFaces }),
  );
  const starting = late.start();
  late.stop();
  await starting;
  expect(watchFaces).not.toHaveBeenCalled();
});
