/**
 * A host's journal in a process of its own, for being killed: appends entry after entry and says each acknowledged one on
 * stdout, only after `append` returned. Takes the lock as a host does.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createAreas } from '#electron/host/areas.ts';
import { openDataFolder } from '#electron/host/data-folder.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { aFounding, after, anEntry } from '#tests/builders/host-requests.ts';

const folder = process.argv[2] ?? '';
const data = await openDataFolder(diskLayer, folder, 'loopback', {
  ...process.env,
  COUNTER_WITNESS: `${folder}-witness`,
});
if (!data.ok) throw new Error(data.failure.code);
const { paths, machine, installationId: installation, witness, lock } = data.value;
const areas = createAreas({
  layer: diskLayer,
  paths,
  onNotice: () => undefined,
  now: () => new Date(0),
  machine,
  installation,
  witness,
  holdsFolder: async () => await lock.stillHeld(),
});
const existing = await areas.existing();
if (existing.ok && existing.value.length === 0) {
  const founded = await areas.found('office', aFounding({ machine, installation }), false);
  if (!founded.ok) throw new Error(founded.failure.code);
}
const area = await areas.open('office');
if (!area.ok || area.value === null) throw new Error('no office');
const { journal } = area.value;
const state = await journal.state();
if (!state.ok) throw new Error(state.failure.code);
if (state.value.troubles.length > 0) throw new Error(JSON.stringify(state.value.troubles));
let end = state.value;
writeSync(1, 'ready\n');
for (;;) {
  const entry = anEntry(end, { contentKey: randomUUID(), sealed: 'QUJD'.repeat(2000) });
  const done = await journal.append(entry);
  if (!done.ok) throw new Error(done.failure.code);
  end = { ...end, ...after(entry, end) };
  const { entryId, subjectId } = entry.header;
  writeSync(1, `${done.value.sequence} ${entryId} ${done.value.numbers[0]?.value ?? 0} ${subjectId}\n`);
}
