import { defineConfig } from 'vitest/config';

export default defineConfig({
  define: { VERSION: JSON.stringify('test') },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    globalSetup: ['test/setup.ts'],
    // As many as the machine has cores: the default leaves one idle.
    maxWorkers: '100%',
    // No test replaces modules or leaves globals behind, so that packages are loaded once a worker and not once a file.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
  },
});
