/**
 * Milliseconds as a clock shows them: 4:10, 1:02:05. What is left is rounded up, so that it reads 0:00 only when it is
 * over; what is over is told without a sign.
 */
export function clockText(milliseconds: number): string {
  const seconds = milliseconds > 0 ? Math.ceil(milliseconds / 1000) : Math.floor(-milliseconds / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How long until the shown text of `clockText` changes, in milliseconds. */
export function nextTick(milliseconds: number): number {
  const rest = milliseconds > 0 ? milliseconds % 1000 : 1000 - (-milliseconds % 1000);
  return rest === 0 ? 1000 : rest;
}
