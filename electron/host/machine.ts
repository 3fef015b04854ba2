/**
 * Which machine this is, as a digest of what the system calls itself: a folder that comes from another one is a copy until
 * somebody says that it moved. `COUNTER_MACHINE` names one (for virtual desktops whose identity changes).
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function systemIdentity(platform: NodeJS.Platform): Promise<string | null> {
  if (platform === 'linux') {
    for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
      const text = (await readFile(path, 'utf8').catch(() => '')).trim();
      if (text !== '') return text;
    }
    return null;
  }
  const [command, args, pattern] =
    platform === 'win32'
      ? ([
          'reg',
          ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid'],
          /([0-9a-f-]{36})/iu,
        ] as const)
      : (['ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice'], /IOPlatformUUID" = "([^"]+)"/u] as const);
  const said = await run(command, [...args], { timeout: 3000 }).catch(() => ({ stdout: '' }));
  return pattern.exec(said.stdout)?.[1] ?? null;
}

/** 32 hex digits, or `unknown` where the system tells nothing. */
export async function machineIdentity(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  const named = env['COUNTER_MACHINE'];
  const identity = named !== undefined && named !== '' ? named : await systemIdentity(platform);
  if (identity === null) return 'unknown';
  return createHash('sha256').update(`counter machine\n${identity}`).digest('hex').slice(0, 32);
}

/** The user's own configuration on this machine, outside of the data folder. `COUNTER_WITNESS` names another place. */
export function witnessPlace(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const chosen = env['COUNTER_WITNESS'];
  if (chosen !== undefined && chosen !== '') return resolve(chosen);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Counter Witness');
  if (platform === 'darwin') return join(home, 'Library', 'Preferences', 'counter-witness');
  const xdg = env['XDG_CONFIG_HOME'];
  return join(xdg !== undefined && xdg.startsWith('/') ? xdg : join(home, '.config'), 'counter-witness');
}
