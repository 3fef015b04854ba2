/**
 * `npm run package:dir -- browser`: the browser host as a folder that runs by itself: launchers, the file that says which
 * program runs, and the program with its own Node runtime.
 *
 *     --out FOLDER        where the folder is made (dist/package)
 *     --project FOLDER    a project that was built somewhere else
 *     --node FILE         the runtime (this one); of another system with --platform linux|win32 --arch x64|arm64|loong64
 *     --update-key FILE   public key of whoever may update it (COUNTER_UPDATE_PUBLIC_KEY); without one nobody may
 */
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt, root } from './setup.mjs';

const PARTS = ['loopback', 'renderer', 'launch', 'cli'];

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string', default: 'dist/package' },
      project: { type: 'string', default: '.' },
      node: { type: 'string', default: process.execPath },
      platform: { type: 'string', default: process.platform },
      arch: { type: 'string', default: process.arch },
      'update-key': { type: 'string' },
    },
  });
  const key = values['update-key'] ?? process.env.COUNTER_UPDATE_PUBLIC_KEY;
  return {
    ...values,
    out: resolve(root, values.out),
    project: resolve(root, values.project),
    updateKey: key === undefined || key === '' ? null : publicKey(resolve(root, key)),
  };
}

/** Only the public half ever goes into a program, whichever half the file holds. */
function publicKey(file) {
  const key = createPublicKey(readFileSync(file, 'utf8'));
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('更新公钥须是 Ed25519');
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

function layOutProgram(folder, { project, node, platform }) {
  for (const part of PARTS) cpSync(join(project, 'dist', part), join(folder, 'dist', part), { recursive: true });
  rmSync(join(folder, 'dist/cli/.built'), { force: true });
  const { name, version, license } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ name, version, license, type: 'module' }, null, 2)}\n`,
  );
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  cpSync(join(root, 'build/third-parties/licences.txt'), join(folder, 'third-parties/licences.txt'));
  cpSync(join(root, 'build/third-parties/bom.json'), join(folder, 'third-parties/bom.json'));
  const runtime = join(folder, 'node', platform === 'win32' ? 'node.exe' : 'node');
  mkdirSync(join(folder, 'node'));
  cpSync(node, runtime, { dereference: true });
  // A runtime's own archive has it beside `bin`, Debian among the documents.
  const licence = [join(node, '../LICENSE'), join(node, '../../LICENSE'), '/usr/share/doc/nodejs/LICENSE'].find(
    (path) => existsSync(path),
  );
  if (licence !== undefined) cpSync(licence, join(folder, 'node/LICENSE'), { dereference: true });
  chmodSync(runtime, 0o755);
  return version;
}

/** What the program says of itself: the same question that an update is asked before it replaces anything. */
const factsOf = (folder) =>
  JSON.parse(execFileSync(process.execPath, [join(folder, 'dist/launch/main.js'), '--facts'], { encoding: 'utf8' }));

function digestOfTree(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath ?? entry.path, entry.name)).toSorted())
    hash.update(path.slice(folder.length)).update(createHash('sha256').update(readFileSync(path)).digest());
  return hash.digest('hex');
}

function writeLaunchers(folder) {
  cpSync(join(root, 'build/launchers/counter.sh'), join(folder, 'counter.sh'));
  chmodSync(join(folder, 'counter.sh'), 0o755);
  const windows = readFileSync(join(root, 'build/launchers/counter.cmd'), 'utf8');
  writeFileSync(join(folder, 'counter.cmd'), windows.replaceAll('\n', '\r\n'));
}

/** Makes the folder and says where; the exit code. */
export function packageBrowser(args, say) {
  const options = readOptions(args);
  const { out, project, platform, arch, updateKey } = options;
  if (project === resolve(root)) ensureBuilt();
  for (const part of PARTS) {
    if (existsSync(join(project, 'dist', part))) continue;
    say(`缺少构建结果 dist/${part}，请先运行 npm run build。`);
    return 1;
  }
  const making = join(out, '.making-browser');
  rmSync(making, { recursive: true, force: true });
  const program = join(making, 'programs/new');
  mkdirSync(program, { recursive: true });
  const version = layOutProgram(program, options);
  const stated = { format: 1, product: 'counter-browser', version, platform, arch, ...factsOf(program), updateKey };
  writeFileSync(join(program, 'version.json'), `${JSON.stringify(stated, null, 2)}\n`);
  const name = `${version}-${digestOfTree(program).slice(0, 8)}`;
  renameSync(program, join(making, 'programs', name));
  writeFileSync(join(making, 'current'), `${name}\n\n`);
  writeLaunchers(making);
  const made = join(out, `counter-browser-${version}-${platform}-${arch}`);
  rmSync(made, { recursive: true, force: true });
  renameSync(making, made);
  say(updateKey === null ? `${made}（没有给更新公钥：这份程序不能用更新包更新）` : made);
  return 0;
}
