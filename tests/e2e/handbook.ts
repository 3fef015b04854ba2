/** `npm run handbook`: drives the built program through a training day, keeps its screens, prints the handbook to PDF. Argument: folder. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath, CounterApp } from './counter-app.ts';
import { fillHandbook, handbookMarks } from './handbook-text.ts';
import { tour } from './pages/tour.ts';

const [folder = '.tmp/handbook'] = process.argv.slice(2);
const source = readFileSync('build/handbook/handbook.html', 'utf8');
const wanted = new Set(handbookMarks(source).flatMap(({ kind, name }) => (kind === 'screen' ? [name] : [])));
const FOOTER =
  '<div style="width:100%;font-size:8pt;text-align:center">第 <span class="pageNumber"></span> 页，共 <span class="totalPages"></span> 页</div>';

async function takePictures(): Promise<ReadonlyMap<string, Buffer>> {
  const pictures = new Map<string, Buffer>();
  const app = new CounterApp({ width: 1366, height: 768 });
  try {
    const page = await app.open();
    await tour(app, page, async (name) => {
      if (wanted.has(name)) pictures.set(name, await page.screenshot());
    });
  } finally {
    await app.close();
  }
  return pictures;
}

async function print(html: string, path: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] });
  try {
    const page = await browser.newPage();
    await page.setContent(html, { waitUntil: 'load' });
    await page.pdf({
      path,
      format: 'A4',
      margin: { top: '15mm', bottom: '18mm', left: '18mm', right: '18mm' },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
    });
  } finally {
    await browser.close();
  }
}

const pictures = await takePictures();
const html = fillHandbook(source, (screen) => {
  const picture = pictures.get(screen);
  if (picture === undefined) throw new Error(`no screen ${screen} in the tour`);
  return `data:image/png;base64,${picture.toString('base64')}`;
});
mkdirSync(folder, { recursive: true });
const path = join(folder, '操作手册.pdf');
await print(html, path);
process.stdout.write(`${path}\n`);
