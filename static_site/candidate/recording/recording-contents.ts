/** What a recording that has just been made holds, by its boxes and elements: pure, never throws. */

/** Whether at least one frame of it is there; a track without a frame is none. */
export interface Contents {
  readonly picture: boolean;
  readonly sound: boolean;
}

type Kind = keyof Contents;

const EBML = 0x1a45dfa3;
const TRACK_ENTRY = 0xae;
const TRACK_NUMBER = 0xd7;
const TRACK_TYPE = 0x83;
const SIMPLE_BLOCK = 0xa3;
const BLOCK = 0xa1;
/** Segment, Tracks, TrackEntry, Cluster, BlockGroup: they are entered, all else is passed over. */
const ELEMENTS_ENTERED: ReadonlySet<number> = new Set([0x18538067, 0x1654ae6b, TRACK_ENTRY, 0x1f43b675, 0xa0]);
const KIND_OF_TYPE: ReadonlyMap<number, Kind> = new Map([
  [1, "picture"],
  [2, "sound"],
]);
/** Of a block, before its frame, where the track's number takes one byte: that, the time, the flags. */
const BLOCK_HEADER_BYTES = 4;

const BOXES_ENTERED: ReadonlySet<string> = new Set(["moov", "trak", "mdia", "minf", "stbl", "moof", "traf"]);
const KIND_OF_HANDLER: ReadonlyMap<string, Kind> = new Map([
  ["vide", "picture"],
  ["soun", "sound"],
]);

/** Of WebM or MP4, which may end anywhere. */
export function contentsOf(bytes: Uint8Array): Contents {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<Kind>();
  try {
    if (view.getUint32(0) === EBML) lookIntoWebm(view, found);
    else lookIntoMp4(view, found);
  } catch (error) {
    // It ends within an element: what came before counts.
    if (!(error instanceof RangeError)) throw error;
  }
  return { picture: found.has("picture"), sound: found.has("sound") };
}

function lookIntoWebm(view: DataView, found: Set<Kind>): void {
  const kinds = new Map<number, Kind>();
  let track: { number?: number; type?: number } = {};
  let at = 0;
  while (at < view.byteLength) {
    const idBytes = lengthOf(view.getUint8(at));
    const id = unsigned(view, at, idBytes);
    at += idBytes;
    const sizeBytes = lengthOf(view.getUint8(at));
    // Without the bit that tells its length. An element that is still being written has no size: such are entered.
    const size = unsigned(view, at, sizeBytes) % 2 ** (7 * sizeBytes);
    at += sizeBytes;
    if (id === TRACK_ENTRY) track = {};
    if (id === TRACK_NUMBER) track.number = unsigned(view, at, size);
    if (id === TRACK_TYPE) track.type = unsigned(view, at, size);
    const kind = KIND_OF_TYPE.get(track.type ?? 0);
    if (kind && track.number !== undefined) kinds.set(track.number, kind);
    if ((id === SIMPLE_BLOCK || id === BLOCK) && size > BLOCK_HEADER_BYTES) {
      const numberBytes = lengthOf(view.getUint8(at));
      add(found, kinds.get(unsigned(view, at, numberBytes) % 2 ** (7 * numberBytes)));
    }
    if (!ELEMENTS_ENTERED.has(id)) at += size;
  }
}

/** Of an EBML number, by its first byte. */
function lengthOf(first: number): number {
  return Math.clz32(first) - 23;
}

function unsigned(view: DataView, at: number, length: number): number {
  let value = 0;
  for (let index = 0; index < Math.min(length, 9); index++) value = value * 256 + view.getUint8(at + index);
  return value;
}

/** In fragments, or finished with a table of all samples. */
function lookIntoMp4(view: DataView, found: Set<Kind>): void {
  const kinds = new Map<number, Kind>();
  let track = 0;
  let at = 0;
  while (at < view.byteLength) {
    let size = view.getUint32(at);
    const type = text(view, at + 4);
    let body = at + 8;
    if (size === 1) {
      size = Number(view.getBigUint64(body));
      body += 8;
    }
    // Up to the end, or what no box can be.
    if (size < body - at) return;
    if (type === "tkhd") track = view.getUint32(body + (view.getUint8(body) === 1 ? 20 : 12));
    if (type === "tfhd") track = view.getUint32(body + 4);
    if (type === "hdlr") {
      const kind = KIND_OF_HANDLER.get(text(view, body + 8));
      if (kind) kinds.set(track, kind);
    }
    const hasSamples =
      (type === "trun" && view.getUint32(body + 4) > 0) || (type === "stsz" && view.getUint32(body + 8) > 0);
    if (hasSamples) add(found, kinds.get(track));
    at = BOXES_ENTERED.has(type) ? body : at + size;
  }
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((index) => view.getUint8(at + index)));
}

function add(found: Set<Kind>, kind: Kind | undefined): void {
  if (kind) found.add(kind);
}
