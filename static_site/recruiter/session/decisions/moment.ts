/** Where on the recording's clock the video of the answer that is shown is now; null for another one, or without video. */
export function momentOf(questionIndex: number): number | null {
  const player = document.querySelector<HTMLVideoElement>(`[aria-labelledby="question-${questionIndex}"] video`);
  return player && Math.round(player.currentTime * 1000) + Number(player.dataset["offsetMs"] ?? 0);
}
