/** Four kinds of tests; the file's suffix says where it runs. Started from the project's root. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const fakeElectron = fileURLToPath(new URL('./electron/fake-electron.ts', import.meta.url));

export default defineConfig({
  root,
  test: {
    reporters: process.env['CI'] ? ['default'] : ['default'],
    projects: [
      {
        test: { name: 'unit', root, include: ['tests/**/*.unit.test.ts'], environment: 'node' },
      },
      {
        test: {
          name: 'dom',
          root,
          include: ['tests/**/*.dom.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['tests/setup-dom.ts'],
        },
      },
      {
        resolve: { alias: { electron: fakeElectron } },
        test: {
          name: 'node',
          root,
          include: ['tests/**/*.node.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'chromium',
          root,
          include: ['tests/**/*.chromium.test.ts'],
          environment: 'node',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
