/** Two windows of an office with one roll and one hub: real stores and hosts, a clerk signed in at each. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aHub, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { officers } from './a-counter.ts';
import { OfficeWindows, type Somebody } from './office-windows.ts';

const area = 'office';
const [, clerk, other] = officers;

const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('no such window');
  return value;
};

export class TwoWindows {
  readonly hub: TestHub;
  readonly disks: TestDisks;
  readonly #office: OfficeWindows;

  private constructor(hub: TestHub, disks: TestDisks, office: OfficeWindows) {
    [this.hub, this.disks, this.#office] = [hub, disks, office];
  }

  get first(): Machine {
    return there(this.#office.machines[0]);
  }
  get second(): Machine {
    return there(this.#office.machines[1]);
  }
  get here(): CounterStore {
    return there(this.#office.stores[0]);
  }
  get there(): CounterStore {
    return there(this.#office.stores[1]);
  }

  /** `clerk` is signed in at the first window, `other` at the second. `exporting`: whether the first exports for the whole office. */
  static async open(postgres: TestPostgres, exporting: 'here' | 'each' = 'each'): Promise<TwoWindows> {
    const hub = await aHub(postgres, { area });
    await hub.database.rows(
      'TRUNCATE log, unit, content_key, sealed_office, invitation, office, claim, roll, dispatch CASCADE',
    );
    const disks = await testDisks();
    const office = await OfficeWindows.open({
      address: hub.url,
      code: (await hub.store.invite(null))?.code ?? '',
      disks: [disks.first, disks.second],
      people: [clerk, other],
      exporting,
    });
    return new TwoWindows(hub, disks, office);
  }

  /** Somebody else signs in. */
  async signIn(which: 'first' | 'second', who: Somebody): Promise<void> {
    await this.#office.signIn(which === 'first' ? 0 : 1, who);
  }

  /** The host is started again; `lost`: a file of the area that is gone then. */
  async restart(which: 'first' | 'second', who: Somebody, lost: string | null = null): Promise<void> {
    const at = which === 'first' ? 0 : 1;
    const disk = at === 0 ? this.disks.first : this.disks.second;
    if (lost !== null) await rm(join(disk, 'data', 'areas', area, lost), { force: true });
    await this.#office.restart(at, disk, who);
  }

  /** Asks until it is so, with the post of both windows going meanwhile. */
  async until<T>(ask: () => Promise<T>, wanted: (found: T) => boolean): Promise<T> {
    return await this.#office.until(ask, wanted);
  }

  async close(): Promise<void> {
    await this.#office.close();
    await this.hub.end();
    await this.disks.clear();
  }
}
