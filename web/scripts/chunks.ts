import type { Rollup } from 'vite';

type Graph = { getModuleInfo(id: string): Rollup.ModuleInfo | null };

/** The stages in which a page comes; in each everything that its modules import. */
const stages: readonly { name: string; modules: RegExp }[] = [
  // The way in, and what every other page needs.
  { name: 'shell', modules: /\/src\/main\.ts$/ },
  // An open workshop, up to its first paint.
  { name: 'workshop', modules: /\/src\/ui\/workshop\/WorkshopPage\.svelte$/ },
  // A board with notes, and the usual kind of it.
  {
    name: 'notes',
    modules: /\/src\/(board\/notes\.ts|ui\/note\/NoteSurface\.svelte|ui\/swot\/(swot\.ts|SwotSurface\.svelte))$/,
  },
];

/** Stages that nobody waits for in a workshop, or that only some people fetch. What several of them share is one file. */
const apart: typeof stages = [
  // Another kind of boards: its files are its own.
  { name: '', modules: /\/src\/ui\/\w+\/\w+Surface\.svelte$/ },
  { name: 'late', modules: /\/src\/ui\/late\.ts$/ },
  { name: 'leading', modules: /\/src\/ui\/moderating\/(Bar\.svelte|windows\.ts)$/ },
  { name: 'projector', modules: /\/src\/ui\/projector\/ProjectorPage\.svelte$/ },
  { name: 'paste', modules: /\/src\/ui\/paste\/Paste\.svelte$/ },
  { name: 'organiser', modules: /\/src\/ui\/pages\/Organiser\.svelte$/ },
];

/**
 * The file of a module: few files, so that an office's slow proxy asks few times, and in each only what is needed by
 * then. It follows from what imports what, so that nobody has to keep a list.
 */
export function chunkOf(): (id: string, graph: Graph) => string | null {
  let found: Map<string, string> | undefined;
  return (id, graph) => {
    found ??= assign(graph, id);
    return found.get(id) || null;
  };
}

function assign(graph: Graph, any: string): Map<string, string> {
  const all = modules(graph, any);
  const roots = ({ modules }: (typeof stages)[number]) => [...all].filter((id) => modules.test(id));
  const found = new Map<string, string>();
  for (const stage of stages)
    for (const id of imported(graph, roots(stage))) if (!found.has(id)) found.set(id, stage.name);
  // These two only name what they fetch; pasting is large, and has a file of its own.
  const fetched = (id: string) =>
    /\/(late|windows)\.ts$/.test(id)
      ? (graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []).filter((each) => !each.endsWith('/Paste.svelte'))
      : [id];
  const others = apart.map((stage) => ({ ...stage, ids: imported(graph, roots(stage).flatMap(fetched)) }));
  for (const { name, ids } of others)
    for (const id of ids)
      if (!found.has(id)) found.set(id, others.filter((other) => other.ids.has(id)).length === 1 ? name : 'shared');
  return found;
}

/** All modules, found from one of them: up to those that import it, and down to all that they import. */
function modules(graph: Graph, any: string): Set<string> {
  return walk([any], (id) => {
    const info = graph.getModuleInfo(id);
    return info === null
      ? []
      : [...info.importers, ...info.dynamicImporters, ...info.importedIds, ...info.dynamicallyImportedIds];
  });
}

/** The modules that these import, and they themselves. */
function imported(graph: Graph, ids: readonly string[]): Set<string> {
  return walk(ids, (id) => graph.getModuleInfo(id)?.importedIds ?? []);
}

function walk(from: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...next(id));
  }
  return seen;
}
