/** Hands out the blank 花名册. The writer is loaded when it is asked for: nobody waits for it at the start. */
export async function saveRosterTemplate(): Promise<void> {
  const { ROSTER_TEMPLATE_FILE, rosterTemplate } = await import('#shared/exchange/roster-template.ts');
  const bytes = await rosterTemplate();
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = ROSTER_TEMPLATE_FILE;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
