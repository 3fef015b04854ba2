/** Windows of an office with one roll and one hub: real stores and hosts. The first one signs the roll, and somebody on it is signed in at each. */
import { join } from 'node:path';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { SignIn } from '#renderer/store/open-counter-store.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import type { ExportingChoice } from '#renderer/store/roll/roll-desk.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aMachine, type Machine } from '#tests/builders/a-machine.ts';
import { officers } from './a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

const area = 'office';
const [boss] = officers;
/** The administrator of every window but the first before the roll: the same person, with another passphrase. */
const overThere = { id: 'x1', name: boss.name, role: 'administrator', passphrase: '第二扇窗的口令二〇' } as const;
const names = ['窗口三', '窗口四', '窗口五'] as const;

export interface Somebody {
  readonly id: string;
  readonly passphrase: string;
}

const as = ({ id, passphrase }: Somebody): SignIn => ({ kind: 'passphrase', officerId: id, passphrase });

export interface OfficeWish {
  readonly address: string;
  /** A code of the hub for the first window. */
  readonly code: string;
  /** One own disk for each window: prefixes W03, W04, … */
  readonly disks: readonly string[];
  /** Who is signed in at each in the end. */
  readonly people: readonly Somebody[];
  /** Whether the first window exports for all. */
  readonly exporting: ExportingChoice;
}

export class OfficeWindows {
  readonly machines: Machine[] = [];
  readonly stores: CounterStore[] = [];

  static async open(wish: OfficeWish): Promise<OfficeWindows> {
    const windows = new OfficeWindows();
    for (const [at, disk] of wish.disks.entries()) {
      const machine = await windows.#started(at, disk);
      if (at === 0) await anOfficeOn(machine);
      else await anOfficeOn(machine, { ...anOffice, receiptPrefix: `W0${at + 3}` }, [overThere]);
      windows.stores.push(valueOf(await signedIn(machine, at === 0 ? undefined : as(overThere))));
    }
    await windows.#join(wish);
    for (const [at, who] of wish.people.entries()) await windows.signIn(at, who);
    return windows;
  }

  async #started(at: number, disk: string): Promise<Machine> {
    const machine = await aMachine({ name: names[at] ?? '', ownDisk: disk, folder: join(disk, 'data') });
    this.machines[at] = machine;
    return machine;
  }

  async #join({ address, code, exporting }: OfficeWish): Promise<void> {
    const [first] = this.stores;
    const [machine] = this.machines;
    if (first === undefined || machine === undefined) throw new Error('no window');
    valueOf(await postDesk(first).join(address, code));
    await this.until(
      async () => valueOf(await machine.host.call('post.state', { area })).claims.key,
      (key) => key !== null,
    );
    for (const store of this.stores.slice(1)) {
      const invited = valueOf(await first.claims.invite());
      valueOf(await postDesk(store).join(invited.address, invited.code));
      valueOf(await store.claims.takeKeys(invited.code));
    }
    const { printed, officeKey } = await first.roll.newOfficeKey();
    valueOf(await first.roll.sign(printed, officeKey, exporting));
    for (const store of this.stores.slice(1)) {
      const offered = await this.until(
        () => store.roll.offered(),
        (found) => found.ok && found.value !== null,
      );
      const rolls = valueOf(offered);
      if (rolls === null) throw new Error('nothing is offered');
      const { id: officerId, passphrase } = overThere;
      valueOf(await store.roll.take(rolls, { kind: 'passphrase', officerId, passphrase }));
    }
  }

  /** Somebody else signs in. */
  async signIn(at: number, who: Somebody): Promise<void> {
    const machine = this.machines[at];
    if (machine === undefined) throw new Error('no such window');
    await this.stores[at]?.close();
    this.stores[at] = valueOf(await signedIn(machine, as(who)));
  }

  /** The host is started again on the same folder, with the same browser profile or another. */
  async restart(at: number, disk: string, who: Somebody): Promise<void> {
    const before = this.machines[at];
    await this.stores[at]?.close();
    await before?.stop();
    const machine = await this.#started(at, disk);
    if (before !== undefined) machine.idb = before.idb;
    this.stores[at] = valueOf(await signedIn(machine, as(who)));
  }

  /** Each window looks at the hub now. */
  async send(): Promise<void> {
    for (const machine of this.machines) await machine.host.call('post.send', { area });
  }

  /** Asks until it is so, with the post of all windows going meanwhile. */
  async until<T>(ask: () => Promise<T>, wanted: (found: T) => boolean, withinMs = 20_000): Promise<T> {
    for (const patience = Date.now() + withinMs; ;) {
      const found = await ask();
      if (wanted(found)) return found;
      if (Date.now() > patience) throw new Error(`never so: ${JSON.stringify(found).slice(0, 500)}`);
      await this.send();
      await new Promise((settle) => setTimeout(settle, 30));
    }
  }

  async close(): Promise<void> {
    for (const store of this.stores) await store.close();
    for (const machine of this.machines) await machine.stop();
  }
}
