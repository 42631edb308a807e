// The theme's build: one style sheet with a hash in its name, and the manifest that tells its name to `render`.
// Run from the project's folder: `npx vite build --config theme/vite.config.ts`.

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: here('../build/theme'),
    emptyOutDir: true,
    manifest: true,
    assetsDir: 'assets',
    // The pages use `light-dark()` and `:has()`; browsers of that age need no older syntax.
    target: 'es2023',
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    rollupOptions: { input: here('style/index.css') },
  },
});
