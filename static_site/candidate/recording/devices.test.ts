import { beforeEach, expect, test } from "vitest";

import { DeviceError, Devices, faultOf, type Kind } from "./devices";

class Track extends EventTarget {
  readyState = "live";
  muted = false;

  constructor(readonly kind: Kind) {
    super();
  }

  stop(): void {
    this.readyState = "ended";
  }

  mute(isMuted: boolean): void {
    this.muted = isMuted;
    this.dispatchEvent(new Event(isMuted ? "mute" : "unmute"));
  }

  unplug(): void {
    this.stop();
    this.dispatchEvent(new Event("ended"));
  }
}

class Stream {
  constructor(readonly tracks: Track[]) {}

  getTracks(): Track[] {
    return this.tracks;
  }
}

/** A machine whose devices come and go. */
class Machine extends EventTarget {
  plugged = new Set<Kind>(["audio", "video"]);
  asked: string[][] = [];

  getUserMedia = (wanted: MediaStreamConstraints = {}): Promise<MediaStream> => {
    const kinds = (["audio", "video"] as const).filter((kind) => wanted[kind]);
    this.asked.push(kinds);
    if (kinds.some((kind) => !this.plugged.has(kind)))
      return Promise.reject(new DOMException("nothing there", "NotFoundError"));
    return Promise.resolve(new Stream(kinds.map((kind) => new Track(kind))) as unknown as MediaStream);
  };

  enumerateDevices = (): Promise<MediaDeviceInfo[]> =>
    Promise.resolve([...this.plugged].map((kind) => ({ kind: `${kind}input` }) as MediaDeviceInfo));

  plug(...kinds: Kind[]): void {
    this.plugged = new Set(kinds);
    this.dispatchEvent(new Event("devicechange"));
  }
}

let machine: Machine;
let devices: Devices;
let lost: Kind[];
let muted: boolean[];
let streams: Stream[];
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const open = async (): Promise<Track[]> => {
  const stream = (await devices.open()) as unknown as Stream;
  return stream.tracks;
};

beforeEach(() => {
  machine = new Machine();
  [lost, muted, streams] = [[], [], []];
  devices = new Devices(
    {
      changed: (stream) => streams.push(stream as unknown as Stream),
      lost: (kind) => lost.push(kind),
      muted: (isMuted) => muted.push(isMuted),
    },
    machine,
    (tracks) => new Stream(tracks as unknown as Track[]) as unknown as MediaStream,
  );
});

test("both are asked for at once, and only once", async () => {
  await open();
  machine.plug("audio", "video");
  await settle();
  expect(machine.asked).toEqual([["audio", "video"]]);
});

test("a refusal says what it is", async () => {
  machine.plugged.clear();
  await expect(devices.open()).rejects.toEqual(new DeviceError("missing"));
});

test("a camera that is unplugged is told, and taken back when it returns, beside the same microphone", async () => {
  const [audio, video] = await open();
  machine.plugged.delete("video");
  video?.unplug();
  await settle();
  expect(lost).toEqual(["video"]);
  expect([...devices.lost]).toEqual(["video"]);
  machine.plug("audio");
  await settle();
  expect(streams).toEqual([]);
  machine.plug("audio", "video");
  await settle();
  expect([...devices.lost]).toEqual([]);
  expect(streams).toHaveLength(1);
  expect(streams[0]?.tracks[0]).toBe(audio);
  expect(streams[0]?.tracks[1]).not.toBe(video);
});

test("another device that is there already takes its place at once", async () => {
  const [audio] = await open();
  audio?.unplug();
  await settle();
  expect(lost).toEqual(["audio"]);
  expect(streams.map(({ tracks }) => tracks.map(({ kind }) => kind))).toEqual([["video", "audio"]]);
});

test("one that was taken back is watched, too", async () => {
  const [, video] = await open();
  video?.unplug();
  await settle();
  streams[0]?.tracks.find(({ kind }) => kind === "video")?.unplug();
  await settle();
  expect(lost).toEqual(["video", "video"]);
  expect(streams).toHaveLength(2);
});

test("after the end nothing is watched or asked for", async () => {
  const [audio, video] = await open();
  machine.plugged.delete("video");
  video?.unplug();
  await settle();
  devices.close();
  const asked = machine.asked.length;
  machine.plug("audio", "video");
  await settle();
  expect(machine.asked).toHaveLength(asked);
  expect(audio?.readyState).toBe("ended");
});

test.each([
  [[], "missing"],
  [["audio"], "no_camera"],
  [["video"], "no_microphone"],
] as const)("of a machine that has %j it is said which is missing", async (plugged, fault) => {
  machine.plugged = new Set(plugged);
  await expect(devices.open()).rejects.toEqual(new DeviceError(fault));
});

test.each([
  ["NotAllowedError", "denied"],
  ["NotFoundError", "missing"],
  ["NotReadableError", "busy"],
  ["TypeError", "unsupported"],
])("%s means %s", (name, fault) => {
  expect(faultOf(new DOMException("", name))).toBe(fault);
});

test("a microphone that is cut off elsewhere is told of, and so is that it is not any more", async () => {
  const tracks = await open();
  const [microphone, camera] = [
    tracks.find(({ kind }) => kind === "audio")!,
    tracks.find(({ kind }) => kind === "video")!,
  ];
  camera.mute(true);
  expect(muted).toEqual([false]);
  microphone.mute(true);
  microphone.mute(false);
  expect(muted).toEqual([false, true, false]);
});
