/** The sums of a folder of installers: what sha256sum reads, and every difference named. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildFolder } from './stub-electron.ts';

let folder: string;
const sums = (...args: string[]): { code: number; said: string } => {
  try {
    return {
      code: 0,
      said: execFileSync(process.execPath, [join(buildFolder, 'sums.mjs'), folder, ...args], { encoding: 'utf8' }),
    };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, said: stdout };
  }
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-sums-'));
  mkdirSync(join(folder, 'arm64'));
  writeFileSync(join(folder, '安装程序.exe'), 'one');
  writeFileSync(join(folder, 'arm64/counter.deb'), 'two');
  sums();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('are what sha256sum reads, and agree with an untouched folder', () => {
  expect(sums('--check')).toEqual({ code: 0, said: '全部一致。\n' });
  const said = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  expect(said.match(/OK$/gmu)).toHaveLength(2);
});

it('name a file that was changed, one that went, one that came', () => {
  appendFileSync(join(folder, '安装程序.exe'), 'x');
  renameSync(join(folder, 'arm64/counter.deb'), join(folder, 'arm64/other.deb'));
  expect(sums('--check')).toEqual({
    code: 1,
    said: '缺少 arm64/counter.deb\n安装程序.exe 与清单不同，不要安装\n清单里没有 arm64/other.deb\n',
  });
});
