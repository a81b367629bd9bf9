import type { TestProject } from 'vitest/node';
import { launchServer } from './browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the browser that all files share. */
    browser: string;
  }
}

/** Starts the one browser of all tests before the first of them, and ends it after the last. */
export default async function oneBrowser(project: TestProject): Promise<() => Promise<void>> {
  const server = await launchServer();
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}
