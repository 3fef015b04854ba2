import { useState } from 'react';
import { builtInLayouts, findLayout } from '#shared/layouts/index.ts';
import { layoutDigest, readLayout, type Layout, type LayoutReading } from '#shared/layouts/layout.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedDocument } from '../../store/documents/document-desk.ts';
import { FileButton } from '../../ui/FileButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusedFile } from '../../ui/RefusedFile.tsx';
import { ReceivedPanel, SendOffer, SentPanel, useOpened } from '../documents/index.ts';

const DOCUMENTS = ['layout'] as const;
const MAX_BYTES = 1_000_000;

const refused = (message: string): LayoutReading => ({ ok: false, issues: [{ path: '', message }] });

async function readFile(file: File): Promise<LayoutReading> {
  if (file.size > MAX_BYTES) return refused('文件超过 1 MB，不像是版式文件');
  let text: string;
  try {
    text = await file.text();
  } catch {
    return refused('文件读不出来，可能已被移走。请重新选择');
  }
  const reading = readLayout(text);
  if (reading.ok && findLayout(reading.layout.id, builtInLayouts) !== undefined) {
    return refused(`代号 ${reading.layout.id} 已被内置版式占用，请换一个代号`);
  }
  if (reading.ok && reading.layout.purpose !== 'intake')
    return refused('这不是窗口受理用的版式（purpose 须为 intake）');
  return reading;
}

export interface LayoutLoaderProps {
  readonly store: CounterStore;
  readonly on: PlainDate;
  /** Records it; false where that failed, which is said elsewhere. */
  readonly onLoad: (layout: Layout) => Promise<boolean>;
}

/** An administrator takes in another layout, from a file or from another window; it is checked first and then stands in the ledger. */
export function LayoutLoader({ store, on, onLoad }: LayoutLoaderProps) {
  const [reading, setReading] = useState<LayoutReading | null>(null);
  const [loaded, setLoaded] = useState<{ readonly file: File; readonly layout: Layout } | null>(null);
  const opening = useOpened(store, on);
  const load = async (file: File): Promise<boolean> => {
    setLoaded(null);
    const read = await readFile(file);
    setReading(read);
    if (!read.ok || !(await onLoad(read.layout))) return false;
    setLoaded({ file, layout: read.layout });
    return true;
  };
  const openSent = async (of: ReceivedDocument) => {
    const found = await opening.open(of);
    if (found === null) return;
    if (await load(found.file)) await opening.takenIn(of);
    setLoaded(null);
  };
  return (
    <>
      <ReceivedPanel
        store={store}
        kinds={DOCUMENTS}
        opening={opening}
        mayTake
        wanted={false}
        onOpen={(of) => void openSent(of)}
      />
      <section className="panel">
        <h2 className="panel__title">版式</h2>
        <p className="small soft">
          省系统公布导入模板后，管理员可在此载入新的版式文件（.json），不必升级程序。载入会记入台账。
        </p>
        <div className="row day-close__after">
          <FileButton
            shortcut="chooseFile"
            fileLabel="版式文件"
            accept=".json,application/json"
            onFile={(file) => void load(file)}
          >
            载入版式文件
          </FileButton>
        </div>
        {reading === null ? null : reading.ok ? (
          <Notice tone="good" live="status">
            已载入“{reading.layout.title}”（{reading.layout.version}），{reading.layout.columns.length} 列。
          </Notice>
        ) : (
          <RefusedFile
            lead="版式文件没有载入，原有版式不变"
            problems={reading.issues.map(({ path, message }) => ({
              key: `${path} ${message}`,
              text: path === '' ? message : `${path}：${message}`,
            }))}
          />
        )}
        {loaded === null ? null : (
          <SendOffer
            key={layoutDigest(loaded.layout)}
            store={store}
            file={loaded.file}
            contents={{ kind: 'layout', title: loaded.layout.title }}
          />
        )}
      </section>
      <SentPanel store={store} kinds={DOCUMENTS} />
    </>
  );
}
