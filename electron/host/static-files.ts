/** The built window, read from one folder and nothing outside it. */
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** The name holds a hash of the content: it may be kept for ever. */
  readonly hashed: boolean;
}

/** The file for a URL path (`/` is index.html); `null` when there is none, or the path leads out of `root`. */
export async function readStaticFile(root: string, urlPath: string): Promise<StaticFile | null> {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(root, path === '/' ? 'index.html' : path));
  if (!file.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return null;
  const type = TYPES[extname(file).toLowerCase()];
  if (type === undefined) return null;
  try {
    const content = await readFile(file);
    return { bytes: new Uint8Array(content), type, hashed: /^\/assets\/.+-[\w-]{8}\.\w+$/u.test(path) };
  } catch {
    return null;
  }
}
