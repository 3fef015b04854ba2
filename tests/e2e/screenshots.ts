/** `npm run screenshots`: drives the built program through a day and keeps pictures of it. Arguments: folder, and `all` for every screen. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CounterApp } from './counter-app.ts';
import { tour } from './pages/tour.ts';

const [folder = 'build/screenshots', which = 'readme', width = '1366', height = '768'] = process.argv.slice(2);
const IN_README = new Set(['first-start', 'intake', 'notice', 'day-close']);

mkdirSync(folder, { recursive: true });
const app = new CounterApp({ width: Number(width), height: Number(height) });
try {
  const page = await app.open();
  await tour(app, page, async (name) => {
    if (which === 'all' || IN_README.has(name)) await page.screenshot({ path: join(folder, `${name}.png`) });
  });
  process.stdout.write(`${folder}\n`);
} finally {
  await app.close();
}
