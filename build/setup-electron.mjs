/**
 * `npm run setup:electron`: fetches Electron's runtime through the package's own installer (ELECTRON_MIRROR is honoured) and
 * changes the kept choice to the desktop version. Says what failed and exits 1 otherwise.
 */
import { chooseHost, dataFolder, hasData, keepChoice } from './choose-host.mjs';
import { electronExecutable, fetchElectron } from './electron-runtime.mjs';
import { ensureNodeModules, requireNode, root } from './setup.mjs';

const LIMIT_MS = 15 * 60_000;
const say = (line) => process.stdout.write(`${line}\n`);

requireNode();
ensureNodeModules();
if (electronExecutable(root) === null) {
  say('下载 Electron…');
  const fetched = await fetchElectron(root, { limitMs: LIMIT_MS });
  if (!fetched.ok) {
    say(`没有装成：${fetched.why}。`);
    if (fetched.said.trim() !== '') say(fetched.said.trim());
    say(
      '内网可设 ELECTRON_MIRROR 为单位提供的镜像地址，或设 ELECTRON_OVERRIDE_DIST_PATH 为已解开的 Electron 文件夹，然后重试。',
    );
    process.exit(1);
  }
}
const folder = dataFolder(process.env);
keepChoice(folder, { host: 'electron', reason: '使用桌面版：已运行 npm run setup:electron。' });
const { host, reason } = await chooseHost({ root });
say(reason);
if (hasData(folder) && host === 'electron') say('办件由日志重建；登记数据需要在“数据”中重新导入一次。');
