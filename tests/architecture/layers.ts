/** Who may import whom: folder → what it may reach. A package name stands for itself. */
const SHARED = [
  'domain',
  'policy',
  'casework',
  'aftercare',
  'encodings',
  'rosters',
  'registry',
  'verification',
  'returns',
  'lists',
  'layouts',
  'batches',
  'tasks',
  'contract',
  'crypto',
  'wording',
  'files',
  'papers',
  'training',
  'post',
] as const;

const sharedMay: Record<(typeof SHARED)[number], readonly string[]> = {
  domain: ['shared/domain', 'shared/data', 'zod', 'temporal-polyfill'],
  policy: ['shared/policy', 'shared/domain', 'shared/data', 'zod', '@noble/hashes'],
  casework: ['shared/casework', 'shared/policy', 'shared/domain', 'zod', '@noble/hashes'],
  aftercare: ['shared/aftercare', 'shared/casework', 'shared/policy', 'shared/domain', 'zod'],
  encodings: ['shared/encodings', 'hucre'],
  rosters: ['shared/rosters', 'shared/domain', 'zod', 'hucre'],
  registry: ['shared/registry', 'shared/domain', 'zod'],
  verification: ['shared/verification', 'shared/registry', 'shared/encodings', 'shared/policy', 'shared/domain', 'zod'],
  returns: ['shared/returns', 'shared/registry', 'shared/aftercare', 'shared/casework', 'shared/domain'],
  lists: ['shared/lists', 'shared/returns', 'shared/registry', 'shared/aftercare', 'shared/domain', 'zod'],
  layouts: ['shared/layouts', 'shared/encodings', 'shared/policy', 'shared/domain', 'zod', 'hucre'],
  batches: [
    'shared/batches',
    'shared/layouts',
    'shared/verification',
    'shared/aftercare',
    'shared/casework',
    'shared/policy',
    'shared/domain',
    'zod',
    '@noble/hashes',
  ],
  tasks: ['shared/tasks', 'shared/registry', 'shared/aftercare', 'shared/casework', 'shared/policy', 'shared/domain'],
  contract: ['shared/contract', 'shared/domain', 'shared/casework', 'zod'],
  // The one folder with randomness: the platform's WebCrypto, alike in a worker of the window and in Node.
  crypto: ['shared/crypto', 'shared/contract', 'shared/casework', 'shared/domain', '@noble/hashes'],
  wording: [
    'shared/wording',
    'shared/domain',
    'shared/policy',
    'shared/casework',
    'shared/aftercare',
    'shared/contract',
    'shared/registry',
    'shared/verification',
    'shared/returns',
    'shared/lists',
    'shared/layouts',
    'shared/batches',
    'shared/tasks',
    'shared/post',
  ],
  files: ['shared/files', 'shared/domain', 'shared/rosters', 'hucre', '@e965/xlsx', 'papaparse', 'parse5', 'fflate'],
  papers: [
    'shared/papers',
    'shared/domain',
    'shared/policy',
    'shared/casework',
    'shared/aftercare',
    'shared/wording',
    'zod',
    'uqr',
    '@noble/hashes',
  ],
  training: [
    'shared/training',
    'shared/domain',
    'shared/policy',
    'shared/casework',
    'shared/registry',
    'shared/encodings',
    'shared/wording/verdicts.ts',
    'hucre',
    '@e965/xlsx',
    'zod',
  ],
  // What window and hub say to each other; signing is asked of shared/crypto by whoever holds a key.
  post: ['shared/post', 'shared/contract', 'shared/casework', 'shared/domain', 'zod'],
};

export type Layer = string;

/** The layer of a file: the folder that the table speaks of. */
export function layerOf(file: string): Layer {
  const parts = file.split('/');
  if (parts[0] === 'shared') return parts.length > 2 ? `shared/${parts[1]}` : 'shared';
  if (parts[0] === 'electron') return parts.length > 2 ? `electron/${parts[1]}` : 'electron';
  if (parts[1] === 'features') return `renderer/features/${parts[2]}`;
  return parts.length > 2 ? `renderer/${parts[1]}` : 'renderer';
}

const within = (target: string, folders: readonly string[]): boolean =>
  folders.some((folder) => target === folder || target.startsWith(`${folder}/`));

const isNode = (target: string): boolean => target.startsWith('node:');

/** Whether a file of `layer` may import `target` (a path from the root, or a package). */
export function allowedFolders(layer: Layer, target: string, file: string): boolean {
  if (layer === 'shared') return false;
  if (layer.startsWith('shared/')) return within(target, sharedMay[layer.slice(7) as (typeof SHARED)[number]] ?? []);
  if (layer.startsWith('electron')) return electronMay(layer, target);
  return rendererMay(layer, target, file);
}

function electronMay(layer: Layer, target: string): boolean {
  if (isNode(target) || within(target, ['shared', 'zod'])) return true;
  if (layer === 'electron')
    return (
      within(target, ['electron/host', 'electron']) &&
      !within(target, ['electron/loopback', 'electron/cli', 'electron/hub'])
    );
  if (target === 'electron') return false;
  if (layer === 'electron/host') return within(target, ['electron/host']);
  if (layer === 'electron/hub' && within(target, ['fastify', 'pg', 'selfsigned'])) return true;
  return within(target, ['electron/host', layer]);
}

const WINDOW_LIBRARIES = [
  'react',
  'react-dom',
  'zustand',
  'wouter',
  'react-hook-form',
  '@hookform/resolvers',
  '@tanstack/react-virtual',
  'pinyin-pro',
  'comlink',
  'zod',
];

function rendererMay(layer: Layer, target: string, file: string): boolean {
  if (isNode(target) || within(target, ['electron'])) return false;
  if (within(target, ['shared'])) return true;
  if (target.endsWith('.css')) return true;
  // hucre: registry copies stream .xlsx files, which shared/ (no streams) cannot.
  if (layer === 'renderer/store')
    return within(target, [
      'renderer/store',
      'renderer/host',
      'renderer/workers',
      'dexie',
      'comlink',
      'zod',
      'pinyin-pro',
      '@noble/hashes',
      'hucre',
    ]);
  if (layer === 'renderer/host') return within(target, ['renderer/host', 'zod']);
  if (layer === 'renderer/workers')
    return within(target, ['renderer/workers', 'renderer/store', 'comlink', 'dexie', '@noble/hashes']);
  if (layer === 'renderer/ui') return within(target, ['renderer/ui', 'shared/wording', ...WINDOW_LIBRARIES]);
  if (within(target, WINDOW_LIBRARIES)) return true;
  if (layer === 'renderer') return within(target, ['renderer']);
  const feature = /^renderer\/features\/([^/]+)/u.exec(target)?.[1];
  if (feature !== undefined)
    return (
      file.startsWith(`renderer/features/${feature}/`) ||
      target.endsWith(`/${feature}/index.ts`) ||
      target.endsWith(`/${feature}/index.tsx`)
    );
  return within(target, ['renderer/store', 'renderer/host', 'renderer/ui', 'renderer/workers', 'renderer/session']);
}
