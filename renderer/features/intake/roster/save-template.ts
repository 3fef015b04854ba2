import { saveFile } from '../../../ui/save-file.ts';

/** Hands out the blank 花名册. The writer is loaded when it is asked for: nobody waits for it at the start. */
export async function saveRosterTemplate(): Promise<void> {
  const { ROSTER_TEMPLATE_FILE, rosterTemplate } = await import('#shared/rosters/roster-template.ts');
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  saveFile(ROSTER_TEMPLATE_FILE, new Uint8Array(await rosterTemplate()), type);
}
