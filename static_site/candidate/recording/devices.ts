/** Camera and microphone: asked for once, carried through the whole interview, and taken back when they return. */

export type DeviceFault = "denied" | "missing" | "no_camera" | "no_microphone" | "busy" | "unsupported";

const WANTED: MediaStreamConstraints = {
  video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 24, max: 30 }, facingMode: "user" },
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

/** Why there is no stream, in a word that a view can explain. */
export class DeviceError extends Error {
  override readonly name = "DeviceError";

  constructor(readonly fault: DeviceFault) {
    super(fault);
  }
}

/** Whether this browser can hold an interview at all. */
export function isSupported(): boolean {
  return (
    window.isSecureContext &&
    "mediaDevices" in navigator &&
    "MediaRecorder" in window &&
    "AudioWorkletNode" in window &&
    "subtle" in crypto &&
    "Segmenter" in Intl
  );
}

export type Kind = "audio" | "video";

export interface DeviceListener {
  /** The stream that holds from now on: a recorder takes no new tracks, so that every change makes another. */
  changed(stream: MediaStream): void;
  lost(kind: Kind): void;
  /** The system or the headset has cut the microphone off, or lets it speak again. */
  muted(isMuted: boolean): void;
}

type Media = Pick<MediaDevices, "getUserMedia" | "enumerateDevices" | "addEventListener">;

export class Devices {
  private stream: MediaStream | null = null;
  private readonly missing = new Set<Kind>();
  private readonly asking = new Set<Kind>();
  private readonly closing = new AbortController();

  constructor(
    private readonly listener: DeviceListener,
    private readonly media: Media = navigator.mediaDevices,
    private readonly makeStream = (tracks: MediaStreamTrack[]): MediaStream => new MediaStream(tracks),
  ) {}

  /** What was unplugged and has not come back. */
  get lost(): ReadonlySet<Kind> {
    return this.missing;
  }

  /** Raises DeviceError. */
  async open(): Promise<MediaStream> {
    try {
      this.stream = await this.media.getUserMedia(WANTED);
    } catch (error) {
      const fault = faultOf(error);
      throw new DeviceError(fault === "missing" ? await this.whichIsMissing() : fault);
    }
    for (const track of this.stream.getTracks()) this.watch(track);
    const { signal } = this.closing;
    this.media.addEventListener("devicechange", () => this.takeBack(), { signal });
    return this.stream;
  }

  close(): void {
    this.closing.abort();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }

  /** A browser says only that something is; what is there it lists, without names, before anything is allowed. */
  private async whichIsMissing(): Promise<DeviceFault> {
    const listed = await this.media.enumerateDevices().catch(() => []);
    const hasCamera = listed.some(({ kind }) => kind === "videoinput");
    const hasMicrophone = listed.some(({ kind }) => kind === "audioinput");
    if (hasCamera === hasMicrophone) return "missing";
    return lostFault(hasCamera ? "audio" : "video");
  }

  private watch(track: MediaStreamTrack): void {
    const lose = (): void => {
      const kind = track.kind as Kind;
      this.missing.add(kind);
      this.listener.lost(kind);
      // It may have been replaced already: a headset that was put down, another one beside it.
      void this.ask(kind);
    };
    const { signal } = this.closing;
    track.addEventListener("ended", lose, { signal });
    if (track.kind !== "audio") return;
    for (const type of ["mute", "unmute"] as const)
      track.addEventListener(type, () => this.listener.muted(track.muted), { signal });
    this.listener.muted(track.muted);
  }

  private takeBack(): void {
    for (const kind of this.missing) void this.ask(kind);
  }

  private async ask(kind: Kind): Promise<void> {
    if (this.asking.has(kind)) return;
    this.asking.add(kind);
    try {
      const given = await this.media.getUserMedia({ [kind]: WANTED[kind] });
      const [track] = given.getTracks();
      if (!track || this.closing.signal.aborted || !this.stream) {
        track?.stop();
        return;
      }
      const others = this.stream.getTracks().filter((other) => other.kind !== kind);
      this.stream = this.makeStream([...others, track]);
      this.missing.delete(kind);
      this.watch(track);
      this.listener.changed(this.stream);
    } catch {
      // Not there yet; the next change of devices asks again.
    } finally {
      this.asking.delete(kind);
    }
  }
}

export function lostFault(kind: Kind): DeviceFault {
  return kind === "video" ? "no_camera" : "no_microphone";
}

export function faultOf(error: unknown): DeviceFault {
  switch (error instanceof DOMException ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "unsupported";
  }
}
