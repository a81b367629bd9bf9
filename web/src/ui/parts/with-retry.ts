/** Fetches something again and again until it comes: for what a page cannot do without. */
export async function withRetry<T>(load: () => Promise<T>, pause = 2_000): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resume) => setTimeout(resume, pause));
    }
  }
}
