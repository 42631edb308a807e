// The theme's build: the style sheet of every page, the scripts and style sheets of some, each with a hash in its name,
// and the manifest that tells these names to `render`.
// Run from the project's folder: `npx vite build --config theme/vite.config.ts`.

import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What only some pages load; files in folders below are parts of these. */
const scripts = readdirSync(here('script'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => here(`script/${name}`));

/**
 * Gives each script its own copy of the parts that several use: a page then asks for one file, where a shared part would
 * be one more. They are small.
 */
const oneFileEach: Plugin = {
  name: 'one-file-each',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (importer === undefined) return null;
    const [file = '', owner = scripts.includes(importer) ? basename(importer, '.ts') : undefined] =
      importer.split('?of=');
    const resolved = owner === undefined ? null : await this.resolve(source, file, { ...options, skipSelf: true });
    return resolved && !resolved.external && resolved.id.endsWith('.ts') ? `${resolved.id}?of=${owner}` : resolved;
  },
};

export default defineConfig({
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
  plugins: [oneFileEach],
  build: {
    outDir: here('../build/theme'),
    emptyOutDir: true,
    manifest: true,
    assetsDir: 'assets',
    // Scripts are small and load nothing ahead: without the helper that older browsers would need for it.
    modulePreload: false,
    // The pages use `light-dark()` and `:has()`; browsers of that age need no older syntax.
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    rollupOptions: { input: [here('style/index.css'), here('style/support.css'), ...scripts] },
  },
});
