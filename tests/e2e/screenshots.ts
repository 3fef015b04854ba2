/**
 * `npm run screenshots`: drives the built program through a day and keeps pictures of it. Arguments: folder; `all` for every
 * screen, those behind the day's as well; width; height; text sizes in percent (`100,150`).
 */
import { CounterApp } from './counter-app.ts';
import { innerTour } from './pages/inner-tour.ts';
import { tour } from './pages/tour.ts';
import { takePictures } from './pictures.ts';

const [folder = 'build/screenshots', which = 'readme', width = '1366', height = '768', texts = '100'] =
  process.argv.slice(2);
const IN_README = new Set(['first-start', 'intake', 'notice', 'day-close']);
const size = { width: Number(width), height: Number(height) };
const walks = which === 'all' ? [tour, innerTour] : [tour];

for (const walk of walks) {
  const app = new CounterApp(size);
  try {
    const page = await app.open();
    await walk(app, page, async (name, part) => {
      if (which === 'all' || IN_README.has(name)) await takePictures(page, folder, name, texts.split(','), part);
    });
  } finally {
    await app.close();
  }
}
process.stdout.write(`${folder}\n`);
