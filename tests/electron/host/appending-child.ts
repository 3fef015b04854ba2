/**
 * A host's journal in a process of its own, for being killed: appends entry after entry and says each acknowledged one on
 * stdout, only after `append` returned. Takes the lock as a host does.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { createAreas } from '#electron/host/areas.ts';
import { dataPaths, openDataFolder } from '#electron/host/data-folder.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { writeSettings } from '#electron/host/settings-file.ts';
import { JournalAppend } from '#shared/casework/journal.ts';
import { anEntry, anOffice } from '#tests/builders/host-requests.ts';

const folder = process.argv[2] ?? '';
const data = await openDataFolder(diskLayer, folder, 'loopback');
if (!data.ok) throw new Error(data.failure.code);
const areas = createAreas(
  diskLayer,
  dataPaths(folder),
  () => undefined,
  () => new Date(0),
);
const area = await areas.open('office');
if (!area.ok) throw new Error(area.failure.code);
await writeSettings(diskLayer, area.value.settingsPath, anOffice());
writeSync(1, 'ready\n');
for (;;) {
  const entry = JournalAppend.parse(anEntry({ contentKey: randomUUID(), sealed: 'QUJD'.repeat(2000) }));
  const done = await area.value.journal.append(entry);
  if (!done.ok) throw new Error(done.failure.code);
  writeSync(
    1,
    `${done.value.header.sequence} ${entry.entryId} ${done.value.header.numbers[0]?.value ?? 0} ${entry.subjectId}\n`,
  );
}
