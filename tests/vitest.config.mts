/**
 * Four kinds of tests; the file's suffix says where it runs. Started from the project's root.
 * Files run two at a time even on two cores (the runner's own default there is one): most of their time is waiting for
 * processes and browsers. Windows come last and by themselves, so that nothing else takes time from them.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const fakeElectron = fileURLToPath(new URL('./electron/fake-electron.ts', import.meta.url));

export default defineConfig({
  root,
  test: {
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          root,
          include: ['tests/**/*.unit.test.ts'],
          environment: 'node',
          // Plain functions leave nothing behind: the files of a worker share what they import.
          isolate: false,
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'dom',
          root,
          include: ['tests/**/*.dom.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['tests/setup-dom.ts'],
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
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
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
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
          // Two browsers, two hosts and the runner share two cores: a window that was late once is tried once more.
          retry: 1,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
