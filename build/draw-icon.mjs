/**
 * Draws the program's icon (a sheet with a tick on ink blue) as PNG files in build/icons, without any image library.
 * Run by hand when the drawing changes; the results are committed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const SIZES = [64, 256, 512];
const INK = [31, 78, 140];
const PAPER = [255, 255, 255];
const LINE = [176, 190, 208];
const TICK = [30, 132, 73];
/** Samples a pixel, per direction. */
const FINE = 3;

const insideRound = (x, y, left, top, right, bottom, radius) => {
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return x >= left && x <= right && y >= top && y <= bottom && dx * dx + dy * dy <= radius * radius;
};

const nearLine = (x, y, [x1, y1], [x2, y2], width) => {
  const along = Math.max(
    0,
    Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)),
  );
  return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) <= width / 2;
};

/** Colour with opacity at a point of the unit square. */
function paint(x, y) {
  if (nearLine(x, y, [0.4, 0.68], [0.5, 0.78], 0.075) || nearLine(x, y, [0.5, 0.78], [0.72, 0.52], 0.075))
    return [...TICK, 255];
  for (const row of [0.3, 0.4, 0.5])
    if (nearLine(x, y, [0.34, row], [row === 0.5 ? 0.5 : 0.66, row], 0.03)) return [...LINE, 255];
  if (insideRound(x, y, 0.25, 0.17, 0.75, 0.86, 0.04)) return [...PAPER, 255];
  return insideRound(x, y, 0.03, 0.03, 0.97, 0.97, 0.18) ? [...INK, 255] : [0, 0, 0, 0];
}

function pixel(column, row, size) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < FINE * FINE; i += 1) {
    const [r, g, b, a] = paint(
      (column + ((i % FINE) + 0.5) / FINE) / size,
      (row + (Math.floor(i / FINE) + 0.5) / FINE) / size,
    );
    sum[0] += r * a;
    sum[1] += g * a;
    sum[2] += b * a;
    sum[3] += a;
  }
  const opacity = sum[3] || 1;
  return [sum[0] / opacity, sum[1] / opacity, sum[2] / opacity, sum[3] / (FINE * FINE)].map(Math.round);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(size) {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1)
      rows.set(pixel(column, row, size), row * (size * 4 + 1) + 1 + column * 4);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const folder = fileURLToPath(new URL('icons/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const size of SIZES) writeFileSync(`${folder}${size}x${size}.png`, png(size));
