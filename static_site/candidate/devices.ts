/** Camera and microphone: asked for once, and carried through the whole interview. */

export type DeviceFault = "denied" | "missing" | "busy" | "unsupported";

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
    "subtle" in crypto
  );
}

/** Raises DeviceError. */
export async function openDevices(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia(WANTED);
  } catch (error) {
    throw new DeviceError(faultOf(error));
  }
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
