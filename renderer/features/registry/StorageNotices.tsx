import { registryNames } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { RegistryStatus } from '../../store/registry/registry-store.ts';
import { Notice } from '../../ui/Notice.tsx';
import type { RegistryState } from './use-registry.ts';

export interface StorageNoticesProps {
  readonly store: CounterStore;
  readonly status: RegistryStatus;
}

/** How the copies lie on this machine, where that is worse than it could be, and which of them are of an earlier version. */
export function StorageNotices({ store, status }: StorageNoticesProps) {
  const earlier = status.earlierForm.map((kind) => registryNames[kind]);
  return (
    <>
      {earlier.length === 0 ? null : (
        <Notice tone="warn">
          {earlier.join('、')}
          是旧版本存放的。本版本把登记数据改存为加密文件，读写更快，旧格式读不了：请把这几份各重新导入一次，以后不再需要。办件不受影响，在此之前相关核验显示“待核”。
        </Notice>
      )}
      {status.storage === 'buckets' ? null : (
        <Notice tone="warn">
          本机浏览器不能把登记数据与办件分开存放：登记数据损坏时可能连带办件副本。办件以本机台账为准，会自动重建。请尽量升级浏览器。
        </Notice>
      )}
      {status.form === 'file' ? null : (
        <Notice tone="info">
          本机浏览器不能把登记数据存成文件，改存在浏览器的数据库里：可以照常使用，导入和查找较慢。请尽量升级浏览器，不要用无痕窗口。
        </Notice>
      )}
      {store.storage.persisted ? null : (
        <Notice tone="info">
          存储未受保护：磁盘紧张时浏览器可能清理登记数据。已保存的办件不受影响；登记数据不见了会在下表提示，重新导入即可。
        </Notice>
      )}
    </>
  );
}

/** What the check of the day came to. */
export function DailyCheck({ state: { health } }: { readonly state: RegistryState }) {
  const { lost, damaged, checked } = health;
  const wrong = [...new Set([...damaged, ...lost])].map((kind) => registryNames[kind]);
  if (wrong.length > 0)
    return (
      <Notice tone="bad" live="alert">
        登记数据损坏或不见了：{wrong.join('、')}。已停用，请重新导入；办件不受影响，在此之前相关核验显示“待核”。
      </Notice>
    );
  return (
    <p className="soft small">
      {checked === null
        ? '每天第一次空闲时逐页检查登记数据；今天还没有检查。'
        : `逐页检查：${checked.on} 检查 ${checked.packs} 份，全部完好。`}
    </p>
  );
}
