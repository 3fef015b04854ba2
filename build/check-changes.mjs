/** Every fragment in build/changes is one user-visible change: `YYYY-MM-DD-slug.md`, first line `# What changed`, then what it means at the window. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('changes/', import.meta.url));
const problems = [];
for (const name of readdirSync(folder)) {
  if (name === 'README.md') continue;
  if (!/^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$/u.test(name)) problems.push(`${name}: the name must be YYYY-MM-DD-slug.md`);
  const [title = '', , ...rest] = readFileSync(`${folder}${name}`, 'utf8').split('\n');
  if (!title.startsWith('# ')) problems.push(`${name}: the first line must be a heading`);
  if (rest.join('').trim() === '') problems.push(`${name}: says nothing below its heading`);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
