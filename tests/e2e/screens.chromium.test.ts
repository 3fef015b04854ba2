/** What holds on every screen, at the smallest and the usual size: nothing serious for axe, nothing runs off the side, no English. */
import { describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { innerTour } from './pages/inner-tour.ts';
import { tour } from './pages/tour.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';

interface Finding {
  readonly screen: string;
  readonly what: string;
}

describe.each([
  { width: 1366, height: 768, walk: tour, least: 29, which: 'of a day' },
  { width: 1920, height: 1080, walk: tour, least: 29, which: 'of a day' },
  { width: 1366, height: 768, walk: innerTour, least: 24, which: 'behind them' },
])('screens $which at $width × $height', ({ walk, least, ...size }) => {
  it('are complete, readable and Chinese', async () => {
    const app = new CounterApp(size);
    const findings: Finding[] = [];
    let screens = 0;
    try {
      const page = await app.open();
      await walk(app, page, async (screen) => {
        screens += 1;
        const found = [
          ...(await seriousFindings(page)),
          ...(await runsOff(page)),
          ...(size.width === 1366 ? await runsOffEnlarged(page) : []),
          ...(await english(page)).map((word) => `English: ${word}`),
        ];
        findings.push(...found.map((what) => ({ screen, what })));
      });
    } finally {
      await app.close();
    }
    expect(findings).toEqual([]);
    expect(screens).toBeGreaterThanOrEqual(least);
  });
});
