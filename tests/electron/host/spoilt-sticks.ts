/** Sticks that no program may take. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '#shared/contract/failure.ts';
import type { Workshop } from '#tests/builders/an-installed-program.ts';

/** What is done to a stick, and what the office is told. */
export const spoiltSticks: readonly (readonly [string, string, (stick: string, shop: Workshop) => void, Failure])[] = [
  [
    'an edited list',
    '0.2.0',
    (stick) => {
      const path = join(stick, 'manifest.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace('说明文字', '换过的文字'));
    },
    { code: 'update-not-trusted', detail: { reason: 'altered' } },
  ],
  [
    'a list signed by another key',
    '0.2.0',
    (stick, shop) => shop.resign(stick, () => undefined, 'other'),
    { code: 'update-not-trusted', detail: { reason: 'other-key' } },
  ],
  [
    'no signature',
    '0.2.0',
    (stick) => rmSync(join(stick, 'manifest.sig')),
    { code: 'update-not-trusted', detail: { reason: 'altered' } },
  ],
  ['no list', '0.2.0', (stick) => rmSync(join(stick, 'manifest.json')), { code: 'update-not-found' }],
  [
    'an older version',
    '0.1.0',
    (stick, shop) => shop.resign(stick, (list) => (list['version'] = '0.0.9')),
    { code: 'update-unfit', detail: { reason: 'older' } },
  ],
  ['the same version', '0.1.0', () => undefined, { code: 'update-unfit', detail: { reason: 'same' } }],
  [
    'a contract that leaves this one behind',
    '0.2.0',
    (stick, shop) => shop.resign(stick, (list) => Object.assign(list, { contract: 99, replacesContract: 99 })),
    { code: 'update-unfit', detail: { reason: 'other-contract' } },
  ],
  [
    'an older contract',
    '0.2.0',
    (stick, shop) => shop.resign(stick, (list) => (list['contract'] = 1)),
    { code: 'update-unfit', detail: { reason: 'other-contract' } },
  ],
  [
    'another machine',
    '0.2.0',
    (stick, shop) => shop.resign(stick, (list) => (list['arch'] = 'loong64')),
    { code: 'update-unfit', detail: { reason: 'other-machine' } },
  ],
  [
    'another product',
    '0.2.0',
    (stick, shop) => shop.resign(stick, (list) => (list['product'] = 'something-else')),
    { code: 'update-unfit', detail: { reason: 'other-product' } },
  ],
  [
    'data that it no longer opens',
    '0.2.0',
    (stick, shop) =>
      shop.resign(stick, (list) => (list['formats'] = { journal: { from: 3, to: 3 }, smallFiles: { from: 1, to: 2 } })),
    { code: 'update-unfit', detail: { reason: 'data-too-old' } },
  ],
  [
    'a way out of the folder',
    '0.2.0',
    (stick, shop) =>
      shop.resign(stick, (list) => Object.assign((list['files'] as { path: string }[])[0] ?? {}, { path: '../../x' })),
    { code: 'update-unfit', detail: { reason: 'other-product' } },
  ],
];
