/** What this browser records with: pure. */

const VP8 = "video/webm;codecs=vp8,opus";
const VP9 = "video/webm;codecs=vp9,opus";
const OTHERS = ["video/webm", "video/mp4;codecs=avc1.42E01E,opus", "video/mp4;codecs=vp9,opus", "video/mp4"] as const;
/** Of the time between two frames: the rest is for the conversation, the faces and everything else. */
const SHARE = 1 / 3;

/** How VP9 does on this machine. */
export interface Vp9Trial {
  readonly supported: boolean;
  readonly smooth: boolean;
  /** How long a frame of the camera's size took; null where it was not tried. */
  readonly frameMs: number | null;
}

/** Whether this machine can bear VP9 throughout an interview. */
export function sustainsVp9({ supported, smooth, frameMs }: Vp9Trial, framesPerSecond: number): boolean {
  return supported && smooth && frameMs !== null && frameMs < SHARE * (1000 / framesPerSecond);
}

/**
 * Whether this browser writes a WebM that lies on its side: Safari 18.4, the first that writes any, and 18.5; on iOS
 * every browser is of that system's WebKit.
 */
export function turnsWebm(userAgent: string): boolean {
  if (/Chrom(e|ium)\//.test(userAgent)) return false;
  return /Version\/18\.[45]\b.* Safari\//.test(userAgent) || /\bOS 18_[45](_\d+)? like Mac OS X/.test(userAgent);
}

/** What this browser says that it records, the best first. */
export function recordingTypes(
  prefersVp9 = false,
  isSupported: (type: string) => boolean = (type) => MediaRecorder.isTypeSupported(type),
  userAgent = navigator.userAgent,
): readonly string[] {
  const webm = prefersVp9 ? [VP9, VP8] : [VP8, VP9];
  const types = [...webm, ...OTHERS].filter(isSupported);
  if (!turnsWebm(userAgent)) return types;
  const isUpright = (type: string): boolean => containerOf(type) === "video/mp4";
  return [...types.filter(isUpright), ...types.filter((type) => !isUpright(type))];
}

/** The best of them; null where it records nothing that can be used. */
export function recordingType(...about: Parameters<typeof recordingTypes>): string | null {
  return recordingTypes(...about)[0] ?? null;
}

/** `video/webm`: the type without its codecs, as S3's policy pins it. */
export function containerOf(type: string): "video/webm" | "video/mp4" {
  return type.startsWith("video/mp4") ? "video/mp4" : "video/webm";
}
