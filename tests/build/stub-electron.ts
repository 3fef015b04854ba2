/** Programs that stand in for Electron's runtime, reached by `ELECTRON_OVERRIDE_DIST_PATH`: they work, trap, hang, say half. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export const buildFolder = resolve(import.meta.dirname, '../../build');
export const loadBuild = async <T>(name: string): Promise<T> =>
  (await import(pathToFileURL(join(buildFolder, name)).href)) as T;

const PROOFS = 'visible painted rendered ipc worker indexedDb storageBucket fileHandle isolated';
const report = JSON.stringify(Object.fromEntries(PROOFS.split(' ').map((name) => [name, true])));
const proves = `if [ -n "$COUNTER_SMOKE" ]; then echo '${report}'; exit 0; fi\n`;
const shows = 'printf shown > "$COUNTER_WINDOW_STATE"\n';

/** Bodies of shell scripts. Each notes its arguments in `$STUB_LOG`. */
export const STUBS = {
  works: `${proves}${shows}exit 0`,
  traps: 'kill -TRAP $$',
  lacksALibrary:
    'echo "electron: error while loading shared libraries: libnss3.so: cannot open shared object file" >&2; exit 127',
  exits127: 'exit 127',
  hangs: 'sleep 600 & wait',
  saysHalf: `printf '{"visible":true,"pain'; exit 0`,
  saysNothing: 'exit 0',
  paintsNothing: `echo '${report.replace('"painted":true', '"painted":false')}'; exit 0`,
  provesButExits1: `echo '${report}'; exit 1`,
  sandboxAborts:
    'echo "FATAL: The SUID sandbox helper binary was found, but is not configured correctly" >&2; kill -ABRT $$',
  needsNoGpu: `case "$*" in *--disable-gpu*) ;; *) echo "FATAL: GPU process isn't usable. Goodbye." >&2; exit 1;; esac\n${proves}${shows}exit 0`,
  provesThenDies: `${proves}kill -TRAP $$`,
  provesThenHangs: `${proves}sleep 600 & wait`,
  provesThenSaysNo: `${proves}printf told > "$COUNTER_WINDOW_STATE"; exit 1`,
  showsThenDies: `${proves}${shows}sleep 0.4; kill -SEGV $$`,
} as const;
export type StubName = keyof typeof STUBS;

/** Writes a runtime and gives the environment that leads to it. */
export function stubRuntime(folder: string, name: StubName, mode = 0o755): { ELECTRON_OVERRIDE_DIST_PATH: string } {
  const dist = join(folder, `runtime-${name}`);
  mkdirSync(dist, { recursive: true });
  writeFileSync(
    join(dist, 'electron'),
    `#!/bin/sh\necho "\${COUNTER_SMOKE:-run} $*" >> "${join(folder, 'stub.log')}"\n${STUBS[name]}\n`,
  );
  chmodSync(join(dist, 'electron'), mode);
  writeFileSync(join(dist, 'version'), '45.4.1');
  return { ELECTRON_OVERRIDE_DIST_PATH: dist };
}
