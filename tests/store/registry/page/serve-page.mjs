/** Builds the registry test page with the product's own worker and serves it on 127.0.0.1 under the product's content policy. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
const POLICY = "default-src 'self'; style-src 'self'; img-src 'self' data:; worker-src 'self'";

/** @returns {Promise<{ address: string, close(): void }>} `port` 0: any free one. */
export async function serveRegistryPage(port = 0) {
  // Everything that serves it is started from the project's root, bundled or not.
  const root = join(process.cwd(), 'tests/store/registry/page');
  const folder = mkdtempSync(join(tmpdir(), 'registry-page-'));
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome122',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    const name = path === '/' ? 'index.html' : path.slice(1);
    try {
      const body = readFileSync(join(folder, name));
      response.writeHead(200, {
        'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
        'content-security-policy': POLICY,
        'cache-control': 'no-store',
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const bound = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${bound.port}/`,
    close() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
