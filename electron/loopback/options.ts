/** What the environment says about how to start the browser host. */
export interface LoopbackOptions {
  /** `start`: open the system's browser. `print`: no display, say the address. `none`: asked for, say it for machines. */
  readonly browser: 'start' | 'print' | 'none';
  readonly port: string | undefined;
  /** How long the last window may be gone, in milliseconds; `null`: until told to stop. */
  readonly lingerMs: number | null;
  readonly asRoot: boolean;
  readonly extraFlags: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const LINGER_MS = 10_000;

function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, extraFlags: readonly string[]): boolean {
  if (platform !== 'linux' || extraFlags.some((flag) => flag.startsWith('--headless'))) return true;
  return [env['DISPLAY'], env['WAYLAND_DISPLAY']].some((value) => value !== undefined && value !== '');
}

/**
 * `COUNTER_BROWSER=none` starts no browser, `COUNTER_BROWSER_FLAGS` adds flags (separated by spaces), `COUNTER_PORT` sets the
 * port, `COUNTER_LINGER_MS` the time after the last window.
 */
export function readOptions(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, asRoot: boolean): LoopbackOptions {
  const extraFlags = (env['COUNTER_BROWSER_FLAGS'] ?? '').split(/\s+/u).filter((flag) => flag !== '');
  const without = env['COUNTER_BROWSER'] === 'none' ? 'none' : 'print';
  const browser = without === 'none' || !hasDisplay(env, platform, extraFlags) ? without : 'start';
  const asked = Number(env['COUNTER_LINGER_MS'] ?? '');
  const lingerMs = asked > 0 ? asked : browser === 'start' ? LINGER_MS : null;
  return { browser, port: env['COUNTER_PORT'], lingerMs, asRoot, extraFlags, env };
}
