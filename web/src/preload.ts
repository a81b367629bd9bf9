const asked = new Map<string, Promise<void>>();

/**
 * Runs before an import(), in the built application. All files come by fetch first: a module that a browser could not
 * fetch for an import stays missing for as long as the page lives, while a fetch may be tried again.
 */
export async function preload<T>(load: () => Promise<T>, files: readonly string[] = []): Promise<T> {
  await Promise.all(files.map(fetched));
  return load();
}

function fetched(file: string): Promise<void> {
  let answer = asked.get(file);
  if (answer === undefined) {
    answer = bring(`/${file}`);
    asked.set(file, answer);
    answer.catch(() => asked.delete(file));
  }
  return answer;
}

async function bring(address: string): Promise<void> {
  if (document.querySelector(`[href="${address}"], [src="${address}"]`) !== null) return;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  // The import finds it in the browser's cache, once the last byte is here.
  await answer.arrayBuffer();
  if (address.endsWith('.css')) await style(address);
}

function style(href: string): Promise<void> {
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href });
  const loaded = new Promise<void>((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new Error(href));
    };
  });
  document.head.append(link);
  return loaded;
}
