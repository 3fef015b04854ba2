/** 录入助手: for the provincial page 窗口受理—新增. Person by person, field by field, one key copies and goes on. */
import { useEffect, useState } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { layoutChoice, useLayouts, type HeldLayouts } from '../layouts/index.ts';
import { OrderDialog } from './OrderDialog.tsx';
import { TypingPanel } from './TypingPanel.tsx';
import { TypingQueue } from './TypingQueue.tsx';
import { casesToType, marked, typedCount, type TypingMemory } from './typing-marks.ts';
import { fittedOrder } from './typing-order.ts';
import { usePersons } from './use-persons.ts';
import { useTypingMemory, type HeldMemory } from './use-typing-memory.ts';
import './typing-aid.css';

export interface TypingAidPageProps {
  readonly store: CounterStore;
}

export function TypingAidPage({ store }: TypingAidPageProps) {
  const held = useTypingMemory(store);
  const layouts = useLayouts(store);
  return (
    <div className="page typing-aid">
      <div className="page__head">
        <h1>录入助手</h1>
        <span className="soft">省系统“窗口受理—新增”：逐人逐项复制，按页面顺序</span>
        {store.area === 'training' ? <span className="tag">培训数据，不要录入省系统</span> : null}
      </div>
      {held.unsaved ? (
        <Notice tone="bad" live="alert">
          完成标记没有存下来，本机存储可能已满。请不要关闭窗口，清理磁盘后再标一次。
        </Notice>
      ) : null}
      {layouts?.failure ? <Notice tone="bad">{failureText(layouts.failure)}</Notice> : null}
      {held.memory === null || layouts === null ? null : (
        <Workplace store={store} layouts={layouts.layouts} memory={held.memory} change={held.change} />
      )}
    </div>
  );
}

interface WorkplaceProps {
  readonly store: CounterStore;
  readonly layouts: HeldLayouts['layouts'];
  readonly memory: TypingMemory;
  readonly change: HeldMemory['change'];
}

function Workplace({ store, layouts, memory, change }: WorkplaceProps) {
  const [, setVersion] = useState(0);
  useEffect(() => store.cases.subscribe(() => setVersion((now) => now + 1)), [store]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [ordering, setOrdering] = useState(false);
  const { offered, layout } = layoutChoice(layouts, memory.layout);
  const order = fittedOrder(layout, memory.order[layout.id] ?? []);
  const cases = casesToType(store.cases.list(), memory);
  const open = cases.filter((entry) => typedCount(memory, entry.caseId) < entry.metPersons);
  const current = cases.find(({ caseId }) => caseId === chosen) ?? open[0] ?? null;
  const found = usePersons(store, current?.caseId ?? null);
  if (cases.length === 0) return <Notice>还没有已受理的人员。受理之后，这里会逐人列出。</Notice>;
  const left = open.reduce((sum, entry) => sum + entry.metPersons - typedCount(memory, entry.caseId), 0);
  return (
    <>
      <div className="row typing-aid__bar">
        <span role="status">{left === 0 ? '✓ 全部录完。' : `还有 ${open.length} 件 ${left} 人待录入。`}</span>
        <span className="grow" />
        {offered.length > 1 ? (
          <SelectField
            label="版式"
            value={layout.id}
            onChange={(event) => {
              const { value } = event.target;
              change((now) => ({ ...now, layout: value }));
            }}
            options={offered.map((one) => ({ value: one.id, label: `${one.title}（${one.version}）` }))}
          />
        ) : null}
        <Button shortcut="order" onClick={() => setOrdering(true)}>
          录入顺序
        </Button>
      </div>
      <div className="typing-aid__columns">
        <TypingQueue cases={cases} memory={memory} current={current?.caseId ?? null} onChoose={setChosen} />
        {found?.failure ? <Notice tone="bad">{failureText(found.failure)}</Notice> : null}
        {current === null || found === null || found.failure !== null ? null : (
          <TypingPanel
            key={`${current.caseId} ${layout.id}`}
            caseId={current.caseId}
            number={current.number}
            employerName={current.employerName}
            persons={found.persons}
            layout={layout}
            order={order}
            memory={memory}
            onMark={(position, done) => {
              setChosen(current.caseId);
              change((now) => marked(now, current.caseId, position, done));
            }}
            onCaseDone={() => setChosen(open.find(({ caseId }) => caseId !== current.caseId)?.caseId ?? current.caseId)}
          />
        )}
      </div>
      {ordering ? (
        <OrderDialog
          layout={layout}
          order={order}
          onClose={() => setOrdering(false)}
          onSave={(next) => {
            change((now) => ({ ...now, order: { ...now.order, [layout.id]: [...next] } }));
            setOrdering(false);
          }}
        />
      ) : null}
    </>
  );
}
