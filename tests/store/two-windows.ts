/** Two windows of an office with one roll and one hub: real stores and hosts, a clerk signed in at each. */
import { join } from 'node:path';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { SignIn } from '#renderer/store/open-counter-store.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aHub, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { officers } from './a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

const area = 'office';
const [boss, clerk, other] = officers;
/** The administrator of the second window before the roll: the same person, with another passphrase. */
const overThere = { id: 'x1', name: boss.name, role: 'administrator', passphrase: '第二扇窗的口令二〇' } as const;

export const as = ({ id, passphrase }: { readonly id: string; readonly passphrase: string }): SignIn => ({
  kind: 'passphrase',
  officerId: id,
  passphrase,
});

export class TwoWindows {
  readonly hub: TestHub;
  readonly disks: TestDisks;
  readonly first: Machine;
  readonly second: Machine;
  here!: CounterStore;
  there!: CounterStore;

  private constructor(hub: TestHub, disks: TestDisks, first: Machine, second: Machine) {
    [this.hub, this.disks, this.first, this.second] = [hub, disks, first, second];
  }

  /** `clerk` is signed in at the first window, `other` at the second. `exporting`: whether the first exports for the whole office. */
  static async open(postgres: TestPostgres, exporting: 'here' | 'each' = 'each'): Promise<TwoWindows> {
    const hub = await aHub(postgres, { area });
    await hub.database.rows(
      'TRUNCATE log, unit, content_key, sealed_office, invitation, office, claim, roll, dispatch CASCADE',
    );
    const disks = await testDisks();
    const first = await aMachine({ name: '窗口三', ownDisk: disks.first, folder: join(disks.first, 'data') });
    const second = await aMachine({ name: '窗口四', ownDisk: disks.second, folder: join(disks.second, 'data') });
    const windows = new TwoWindows(hub, disks, first, second);
    await windows.#join(exporting);
    return windows;
  }

  async #join(exporting: 'here' | 'each'): Promise<void> {
    const { first, second, hub } = this;
    await anOfficeOn(first);
    await anOfficeOn(second, { ...anOffice, receiptPrefix: 'W04' }, [overThere]);
    this.here = valueOf(await signedIn(first));
    this.there = valueOf(await signedIn(second, as(overThere)));
    valueOf(await postDesk(this.here).join(hub.url, (await hub.store.invite(null))?.code ?? ''));
    await this.until(
      async () => valueOf(await first.host.call('post.state', { area })).claims.key,
      (key) => key !== null,
    );
    const { code, address } = valueOf(await this.here.claims.invite());
    valueOf(await postDesk(this.there).join(address, code));
    valueOf(await this.there.claims.takeKeys(code));
    const { printed, officeKey } = await this.here.roll.newOfficeKey();
    valueOf(await this.here.roll.sign(printed, officeKey, exporting));
    const offered = await this.until(
      () => this.there.roll.offered(),
      (found) => found.ok && found.value !== null,
    );
    const rolls = valueOf(offered);
    if (rolls === null) throw new Error('nothing is offered');
    const { passphrase } = overThere;
    valueOf(await this.there.roll.take(rolls, { kind: 'passphrase', officerId: overThere.id, passphrase }));
    await this.signIn('first', clerk);
    await this.signIn('second', other);
  }

  /** Somebody else signs in. */
  async signIn(which: 'first' | 'second', who: Parameters<typeof as>[0]): Promise<void> {
    if (which === 'first') {
      await this.here.close();
      this.here = valueOf(await signedIn(this.first, as(who)));
      return;
    }
    await this.there.close();
    this.there = valueOf(await signedIn(this.second, as(who)));
  }

  /** Asks until it is so, with the post of both windows going meanwhile. */
  async until<T>(ask: () => Promise<T>, wanted: (found: T) => boolean): Promise<T> {
    for (const patience = Date.now() + 20_000; ;) {
      const found = await ask();
      if (wanted(found)) return found;
      if (Date.now() > patience) throw new Error(`never so: ${JSON.stringify(found).slice(0, 500)}`);
      for (const machine of [this.first, this.second]) await machine.host.call('post.send', { area });
      await new Promise((settle) => setTimeout(settle, 30));
    }
  }

  async close(): Promise<void> {
    await this.here.close();
    await this.there.close();
    await this.first.stop();
    await this.second.stop();
    await this.hub.end();
    await this.disks.clear();
  }
}
