/**
 * The second anchor: the same file into DuckDB, all columns as text, nothing encrypted, an index on the person, a checkpoint.
 * `node duckdb-import.mjs FILE DATABASE IDS_FILE`; prints `{"ms", "lookupMs"}`.
 */
import { readFileSync, rmSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [, , file = '', path = '', idsFile = ''] = process.argv;
for (const name of [path, `${path}.wal`]) rmSync(name, { force: true });

const began = performance.now();
const instance = await DuckDBInstance.create(path);
const connection = await instance.connect();
await connection.run(
  `CREATE TABLE insurance AS SELECT * FROM read_csv('${file.replaceAll("'", "''")}', header = true, all_varchar = true)`,
);
await connection.run('CREATE INDEX by_person ON insurance ("公民身份号码")');
await connection.run('CHECKPOINT');
const ms = performance.now() - began;

const ids = JSON.parse(readFileSync(idsFile, 'utf8'));
const select = await connection.prepare('SELECT * FROM insurance WHERE "公民身份号码" = $1');
const asked = performance.now();
let found = 0;
for (const id of ids) {
  select.bindVarchar(1, id);
  found += (await select.runAndReadAll()).currentRowCount;
}
const lookupMs = performance.now() - asked;
connection.closeSync();
instance.closeSync();
process.stdout.write(`${JSON.stringify({ ms, lookupMs, found })}\n`);
