/** Whom to call when the program fails. Remembered, so that a screen without a host can still say it. */
import { useEffect, useState } from 'react';
import type { Host } from '#shared/contract/host.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';

let remembered: string | null = null;

/** Keeps name and phone of the maintainer as the office has them. */
export function rememberMaintenance({ maintenanceContact, maintenancePhone }: OfficeSettings): void {
  const said = [maintenanceContact, maintenancePhone].filter((part) => part !== undefined && part !== '').join(' ');
  remembered = said === '' ? null : said;
}

/** Name and phone, `null` where the office named nobody. */
export function useMaintenance(host: Host | undefined): string | null {
  const [contact, setContact] = useState(remembered);
  useEffect(() => {
    let current = true;
    void host?.call('settings.read', { area: 'office' }).then((answer) => {
      if (!answer.ok || answer.value.settings === null) return;
      rememberMaintenance(answer.value.settings);
      if (current) setContact(remembered);
    });
    return () => {
      current = false;
    };
  }, [host]);
  return contact;
}
