/** Keeps the screen from falling asleep while the page is seen, where the browser can. Returns the way to stop. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let stopped = false;

  const ask = async () => {
    if (stopped || document.hidden || !('wakeLock' in navigator) || (lock !== null && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (stopped) lock.release();
    } catch {
      // A battery saver may say no: the hall's own settings then decide.
    }
  };
  // The browser takes the lock back whenever the page is covered.
  document.addEventListener('visibilitychange', ask);
  const timer = setInterval(ask, 60_000);
  ask();
  return () => {
    stopped = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', ask);
    lock?.release();
  };
}
