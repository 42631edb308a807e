// The bundle of the command: our sources as one program for Node; packages stay in node_modules.
// Run from the project's folder: `npx vite build --config generator/bundle.config.ts`.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const { version } = JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { version: string };

export default defineConfig({
  publicDir: false,
  logLevel: 'warn',
  define: { VERSION: JSON.stringify(version) },
  build: {
    ssr: here('cli.ts'),
    outDir: here('../build/command'),
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      output: { entryFileNames: 'tocsin.js', chunkFileNames: 'chunks/[name]-[hash].js', banner: '#!/usr/bin/env node' },
    },
  },
});
