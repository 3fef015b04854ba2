/**
 * `node build/sums.mjs FOLDER`: writes SHA256SUMS for every file of a folder of installers, in the form that `sha256sum -c` and
 * PowerShell's Get-FileHash can be held against. With `--check` compares instead: 0 all the same, 1 something differs, is missing or was added.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';

const NAME = 'SHA256SUMS';

/** Files below `folder`, with slashes on every system, in the order of their names. */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => path !== NAME)
    .sort((one, other) => (one < other ? -1 : 1));
}

/** One line a file: 64 hexadecimal digits, two spaces, the path. */
export async function sumsOf(folder) {
  const lines = [];
  for (const path of filesBelow(folder)) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, path)), hash);
    lines.push(`${hash.digest('hex')}  ${path}`);
  }
  return lines;
}

/** What differs from the sums that lie in the folder, one Chinese sentence each; empty when nothing does. */
export async function differences(folder) {
  const paths = (lines) => new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
  const written = paths(readFileSync(join(folder, NAME), 'utf8').split('\n').filter(Boolean));
  const found = paths(await sumsOf(folder));
  return [
    ...[...written].flatMap(([path, sum]) => {
      if (!found.has(path)) return [`缺少 ${path}`];
      return found.get(path) === sum ? [] : [`${path} 与清单不同，不要安装`];
    }),
    ...[...found.keys()].filter((path) => !written.has(path)).map((path) => `清单里没有 ${path}`),
  ];
}

async function main([folder, mode]) {
  if (folder === undefined) {
    process.stderr.write('请写明安装包所在的文件夹。\n');
    return 1;
  }
  if (mode === '--check') {
    const found = await differences(resolve(folder));
    process.stdout.write(found.length === 0 ? '全部一致。\n' : `${found.join('\n')}\n`);
    return found.length === 0 ? 0 : 1;
  }
  const lines = await sumsOf(resolve(folder));
  writeFileSync(join(folder, NAME), `${lines.join('\n')}\n`);
  process.stdout.write(`${join(folder, NAME)}：${lines.length} 个文件\n`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
