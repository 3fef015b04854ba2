/**
 * The system's browser with a Chromium core: Chromium, Chrome, Edge, 360, UOS. It must be new enough for Storage Buckets
 * (cases and registry copies apart); an older one is refused by its name. `COUNTER_CHROMIUM` names one.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { failed, success, type Result } from '#shared/contract/failure.ts';

/** First Chromium with Storage Buckets. */
export const REQUIRED_MAJOR = 122;

export interface FoundBrowser {
  readonly path: string;
  readonly name: string;
  /** Major version of its core. */
  readonly major: number;
}

const NAMES: Readonly<Partial<Record<NodeJS.Platform, readonly (readonly [name: string, path: string])[]>>> = {
  linux: [
    ['Chromium', 'chromium'],
    ['Chromium', 'chromium-browser'],
    ['Chrome', 'google-chrome-stable'],
    ['Chrome', 'google-chrome'],
    ['Edge', 'microsoft-edge-stable'],
    ['Edge', 'microsoft-edge'],
    ['UOS 浏览器', 'uos-browser-stable'],
    ['UOS 浏览器', '/opt/apps/org.deepin.browser/files/org.deepin.browser'],
    ['360 安全浏览器', 'browser360-cn-stable'],
    ['360 安全浏览器', '/opt/apps/com.360.browser-stable/files/com.360.browser-stable'],
    ['奇安信浏览器', 'qaxbrowser-safe-stable'],
  ],
  darwin: [
    ['Chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
    ['Edge', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'],
    ['Chromium', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ],
  win32: [
    ['Edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
    ['Chrome', 'Google\\Chrome\\Application\\chrome.exe'],
    ['Chromium', 'Chromium\\Application\\chrome.exe'],
    ['360 安全浏览器', '360\\360Safe\\360se6\\Application\\360se.exe'],
    ['360 极速浏览器', '360ChromeX\\Chrome\\Application\\360ChromeX.exe'],
  ],
};

function searchFolders(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): readonly string[] {
  if (platform !== 'win32') return (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined);
}

function candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): { name: string; path: string }[] {
  const named = env['COUNTER_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? [{ name: 'COUNTER_CHROMIUM', path: named }] : [];
  return (NAMES[platform] ?? []).flatMap(([name, path]) => {
    const places = isAbsolute(path) ? [path] : searchFolders(env, platform).map((folder) => join(folder, path));
    const found = places.find((place) => existsSync(place));
    return found === undefined ? [] : [{ name, path: found }];
  });
}

async function printedVersion(path: string): Promise<string> {
  return await new Promise((resolve) => {
    execFile(path, ['--version'], { timeout: 10_000 }, (error, stdout) => {
      resolve(error === null ? stdout : '');
    });
  });
}

/** On Windows `--version` opens a window; the folder beside the program is named after its version. */
async function versionBeside(path: string): Promise<string> {
  const state = await readFile(join(dirname(path), 'chrome.VisualElementsManifest.xml'), 'utf8').catch(() => '');
  const edge = await readFile(join(dirname(path), 'msedge.VisualElementsManifest.xml'), 'utf8').catch(() => '');
  return /(\d+\.\d+\.\d+\.\d+)\\/u.exec(state + edge)?.[1] ?? '';
}

/** `null` when the version cannot be told. */
export function majorIn(text: string): number | null {
  const match = /(?:^|\s)(\d{2,3})\.\d+\.\d+(?:\.\d+)?/u.exec(text);
  return match?.[1] === undefined ? null : Number(match[1]);
}

/** First browser that is new enough. `browser-too-old` names the best one found, `browser-not-found` when there is none. */
export async function findChromium(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<Result<FoundBrowser>> {
  let old: FoundBrowser | null = null;
  for (const { name, path } of candidates(env, platform)) {
    const major = majorIn(platform === 'win32' ? await versionBeside(path) : await printedVersion(path));
    if (major === null) continue;
    const found = { name, path, major };
    if (major >= REQUIRED_MAJOR) return success(found);
    if (old === null || major > old.major) old = found;
  }
  if (old !== null)
    return failed('browser-too-old', { browser: old.name, version: old.major, required: REQUIRED_MAJOR });
  return failed('browser-not-found');
}
