import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressed = new Set(['.js', '.css', '.html', '.svg']);

/**
 * Writes a .br and a .gz beside every text file of the build, so that the server hands out either without compressing
 * anything itself, and prints what the JavaScript of the application weighs.
 */
export function compress(): Plugin {
  let folder = '';
  return {
    name: 'compress',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir);
    },
    // After everything is written, the files of the public folder included.
    closeBundle() {
      const weight = { files: 0, plain: 0, gz: 0, br: 0 };
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!compressed.has(extname(name))) continue;
        const path = join(folder, name);
        const plain = readFileSync(path);
        const gz = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
        const br = brotliCompressSync(plain, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
          },
        });
        writeFileSync(`${path}.gz`, gz);
        writeFileSync(`${path}.br`, br);
        if (extname(name) !== '.js') continue;
        weight.files++;
        weight.plain += plain.length;
        weight.gz += gz.length;
        weight.br += br.length;
      }
      this.info(
        `JavaScript: ${weight.files} files, ${kB(weight.plain)} plain, ${kB(weight.gz)} gz, ${kB(weight.br)} br`,
      );
    },
  };
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
