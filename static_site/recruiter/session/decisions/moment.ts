/** The player of an answer, as it stands on the page. */
function playerOf(questionIndex: number): HTMLVideoElement | null {
  return document.querySelector<HTMLVideoElement>(`[aria-labelledby="question-${questionIndex}"] video`);
}

function offsetMsOf(player: HTMLVideoElement): number {
  return Number(player.dataset["offsetMs"] ?? 0);
}

/** Where on the recording's clock an answer's video is now; null where there is none here. */
export function momentOf(questionIndex: number): number | null {
  const player = playerOf(questionIndex);
  return player && Math.round(player.currentTime * 1000) + offsetMsOf(player);
}

/** Plays an answer from a place on the recording's clock, where its video is here. */
export function playFrom(questionIndex: number, ms: number): void {
  const player = playerOf(questionIndex);
  if (!player) return;
  player.currentTime = Math.max(0, ms - offsetMsOf(player)) / 1000;
  void player.play().catch(() => undefined);
}
