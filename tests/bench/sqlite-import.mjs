/**
 * The anchor: the same file into better-sqlite3, one transaction, rows not validated, nothing encrypted, an index on the
 * person. `node sqlite-import.mjs FILE DATABASE IDS_FILE`; prints `{"ms", "lookupMs"}`.
 */
import { createReadStream, readFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';

const [, , file = '', path = '', idsFile = ''] = process.argv;
rmSync(path, { force: true });

const began = performance.now();
const database = new Database(path);
database.exec(`CREATE TABLE insurance (citizen_id TEXT, name TEXT, employer_number TEXT, code TEXT, employer TEXT, division TEXT,
  insurance TEXT, enrolled_on TEXT, started_on TEXT, status TEXT, months TEXT, paid_through TEXT, deferred TEXT)`);
const insert = database.prepare(`INSERT INTO insurance VALUES (${Array(13).fill('?').join(',')})`);
database.exec('BEGIN');
let rest = '';
let first = true;
for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 4 << 20 })) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  for (const line of lines) {
    if (first) first = false;
    else insert.run(line.split(','));
  }
}
if (rest !== '') insert.run(rest.split(','));
database.exec('CREATE INDEX by_person ON insurance (citizen_id)');
database.exec('COMMIT');
const ms = performance.now() - began;

const ids = JSON.parse(readFileSync(idsFile, 'utf8'));
const select = database.prepare('SELECT * FROM insurance WHERE citizen_id = ?');
const asked = performance.now();
const found = ids.reduce((count, id) => count + select.all(id).length, 0);
const lookupMs = performance.now() - asked;
database.close();
console.log(JSON.stringify({ ms, lookupMs, found }));
