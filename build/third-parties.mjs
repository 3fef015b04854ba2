/**
 * `npm run third-parties [-- --check]`: what others made and we deliver, from the lockfile: `third-parties/licences.txt` with every
 * licence's own text, `third-parties/bom.json` (CycloneDX 1.6). Same lockfile, same bytes. `--check` writes nothing and exits 1
 * where the files are not current. `--advisories` asks the registry for known advisories: exit 1 for one that
 * `third-parties/advisories.json` does not answer, 3 where the registry does not tell.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNodeModules, root } from './setup.mjs';

const folder = join(root, 'build/third-parties');
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice|unlicense)(?:[.-].*)?$/iu;
/** Of what is only needed for building, this is delivered all the same: the desktop version's runtime. */
const ALSO_DELIVERED = 'node_modules/electron';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Everything that goes to an office: what the program is bundled from, and the runtime. */
function delivered() {
  const { packages } = readJson(join(root, 'package-lock.json'));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== '' && ((!entry.dev && !entry.devOptional) || path === ALSO_DELIVERED))
    .map(([path, { version, license, integrity }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { path, name, version, licence: license, integrity };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function licenceText({ path, name, licence }) {
  const texts = readdirSync(join(root, path))
    .filter((file) => LICENCE_FILE.test(file))
    .toSorted()
    .map((file) =>
      readFileSync(join(root, path, file), 'utf8')
        .replaceAll('\r\n', '\n')
        .trim(),
    );
  if (texts.length > 0) return texts.join('\n\n');
  const { author } = readJson(join(root, path, 'package.json'));
  const by = typeof author === 'string' ? author : (author?.name ?? name);
  return `(No licence file is published with it; its package names ${licence}, by ${by}.)`;
}

function licences(parts) {
  const head = `What others made and this program contains, with the licence of each. Made by build/third-parties.mjs.
The runtimes bring the licences of what they contain themselves: Electron LICENSES.chromium.html, Node.js node/LICENSE.
`;
  const rule = '='.repeat(80);
  return `${head}${parts.map((part) => `\n${rule}\n${part.name} ${part.version} (${part.licence})\n${rule}\n\n${licenceText(part)}\n`).join('')}`;
}

const packageUrl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function bom(parts) {
  const { name, version, license } = readJson(join(root, 'package.json'));
  const components = parts.map((part) => {
    const [kind, digest] = part.integrity.split(/-(.*)/su);
    return {
      type: 'library',
      'bom-ref': packageUrl(part),
      name: part.name,
      version: part.version,
      hashes: [
        { alg: kind.toUpperCase().replace('SHA', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') },
      ],
      licenses: [{ license: { id: part.licence } }],
      purl: packageUrl(part),
    };
  });
  const component = { type: 'application', 'bom-ref': name, name, version, licenses: [{ license: { id: license } }] };
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component }, components }, null, 2)}\n`;
}

function advisories() {
  const answered = readJson(join(folder, 'advisories.json')).answers;
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  let found;
  try {
    found = JSON.parse(stdout).vulnerabilities;
  } catch {
    found = undefined;
  }
  if (found === undefined) {
    process.stdout.write('登记处没有回答已知漏洞的查询，什么也没有核对。\n');
    return 3;
  }
  const urls = new Set(
    Object.values(found).flatMap(({ via }) => via.filter((one) => typeof one === 'object').map(({ url }) => url)),
  );
  const open = [...urls].filter((url) => !answered.some((answer) => answer.url === url));
  for (const url of open) process.stdout.write(`没有答复：${url}\n`);
  process.stdout.write(`已知漏洞 ${urls.size} 条，没有答复 ${open.length} 条。\n`);
  return open.length === 0 ? 0 : 1;
}

function main(args) {
  ensureNodeModules();
  if (args.includes('--advisories')) return advisories();
  const parts = delivered();
  const files = { 'licences.txt': licences(parts), 'bom.json': bom(parts) };
  if (args.includes('--check')) {
    const stale = Object.entries(files).filter(([name, text]) => {
      try {
        return readFileSync(join(folder, name), 'utf8') !== text;
      } catch {
        return true;
      }
    });
    for (const [name] of stale) process.stdout.write(`${name} 不是现在的依赖，请运行 npm run third-parties。\n`);
    return stale.length === 0 ? 0 : 1;
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  process.stdout.write(`${parts.length} 个部件：build/third-parties\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
