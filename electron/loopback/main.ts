/** @file Entry of the browser host: data folder, port, server, window; ends when the last window has been gone for a while. */
import { join } from 'node:path';
import { failureText } from '#shared/wording/failures.ts';
import { dataFolderPath } from '../host/data-folder.ts';
import { readOptions } from './options.ts';
import { runHost } from './run-host.ts';
import { askForWindow } from '../host/second-start.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const folder = dataFolderPath(process.env);
const options = readOptions(process.env, process.platform, process.getuid?.() === 0);
const built = {
  staticRoot: join(import.meta.dirname, '..', 'renderer'),
  packageJson: join(import.meta.dirname, '..', '..', 'package.json'),
};

let stop: (() => Promise<void>) | null = null;
let asked = false;
// From the first moment: a signal during the start must not leave a lock behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked = true;
    void stop?.();
  });
}

const started = await runHost({ folder, options, say, ...built });
if (started.ok) {
  const running = started.value;
  stop = () => running.stop();
  if (asked) void stop();
  await running.ended;
  process.exit(0);
} else if (started.failure.code === 'data-folder-locked' && (await askForWindow(folder))) {
  say('程序已在运行，已请它打开新窗口。');
} else {
  say(failureText(started.failure));
  process.exitCode = 1;
}
