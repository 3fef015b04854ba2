/** 寄送 on the screen: what may be opened and what not, and why; where what was sent is, and who took it. */
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { DocumentContents, SentDocument } from '#shared/casework/document-dispatches.ts';
import { failed, success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { DocumentDesk, ReceivedDocument } from '#renderer/store/documents/document-desk.ts';
import { ReceivedPanel, SendOffer, SentPanel, useOpened } from '#renderer/features/documents/index.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

const on = plainDate('2022-08-22');
const kinds = ['registry'] as const;
const contents: DocumentContents = {
  kind: 'registry',
  registry: 'paid',
  asOf: on,
  scope: '440800',
  source: '市就业中心',
  mapping: null,
};
const document: SentDocument = {
  version: 1,
  digest: 'd'.repeat(64),
  fileName: '已享受.csv',
  bytes: 5_000_000,
  fileDigest: 'f'.repeat(64),
  contents,
  key: 'A'.repeat(43) + '=',
  by: { officerId: 'a', officerName: '张三', at: '2022-08-22T09:00:00+08:00', signed: { card: 'c', value: 'v' } },
};
const window = '00000000-0000-4000-8000-000000000003';
const received = (change: Partial<ReceivedDocument>): ReceivedDocument => ({
  window,
  prefix: 'W03',
  document,
  word: 'held',
  lying: { state: 'here', here: 5, count: 5 },
  ...change,
});
const storeWith = (desk: Partial<DocumentDesk>): CounterStore => {
  const store = aCounterStore();
  return { ...store, documents: { ...store.documents, ...desk } };
};

function Received({ store, mayTake, onOpen }: { store: CounterStore; mayTake: boolean; onOpen: () => void }) {
  const opening = useOpened(store, on);
  return <ReceivedPanel {...{ store, kinds, opening, mayTake, onOpen }} wanted={false} />;
}
const shown = (one: ReceivedDocument, desk: Partial<DocumentDesk> = {}, mayTake = true) => {
  const onOpen = vi.fn();
  const store = storeWith({ received: async () => success([one]), ...desk });
  render(<Received store={store} mayTake={mayTake} onOpen={onOpen} />);
  return onOpen;
};

describe('what other windows sent', () => {
  it.each([
    [received({ lying: { state: 'coming', here: 2, count: 5 } }), '正在收 2 / 5 部分'],
    [received({ lying: null }), '等待接收端'],
    [received({ lying: { state: 'wrong', here: 2, count: 5 } }), '✕ 接收端给出的内容不对，自动重收'],
    [received({ lying: { state: 'removed', here: 0, count: 5 } }), '✕ 接收端已不再保存，请寄出窗口重新寄送'],
    [received({ word: 'untrue' }), '✕ 签名与内容不符，或签名人不在任职名单上：请选不采用'],
    [received({ word: 'not-administrator' }), '✕ 寄出人不是管理员：请选不采用'],
  ])('cannot be opened: %#', async (one, why) => {
    const onOpen = shown(one);
    expect(await screen.findByText(why)).toBeInTheDocument();
    const open = screen.getByRole('button', { name: '打开核对' });
    await userEvent.click(open);
    expect(open).toHaveAttribute('aria-disabled', 'true');
    expect(onOpen).not.toHaveBeenCalled();
  });

  it('opens once it is whole, and says of another kind nothing', async () => {
    const one = received({});
    const onOpen = shown(one, {
      received: async () =>
        success([one, received({ document: { ...document, contents: { kind: 'layout', title: '另一版式' } } })]),
    });
    await userEvent.click(await screen.findByRole('button', { name: '打开核对' }));
    expect(onOpen).toHaveBeenCalledWith(one);
    expect(screen.queryByText(/另一版式/u)).not.toBeInTheDocument();
  });

  it('is an administrator’s where its page says so', async () => {
    shown(received({}), {}, false);
    expect(await screen.findByText('由管理员登录后办理')).toBeInTheDocument();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says why it could not be settled', async () => {
    shown(received({}), { settle: async () => failed('disk-full') });
    await userEvent.click(await screen.findByRole('button', { name: '不采用' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('磁盘');
  });
});

describe('what was sent from here', () => {
  it('says where it is and who took it', async () => {
    const store = storeWith({
      sent: async () =>
        success([
          {
            document,
            lying: { state: 'here', here: 5, count: 5, atHub: 3 },
            became: [{ prefix: 'W04', became: 'takenIn', on }],
            silent: ['W05'],
          },
          { document: { ...document, digest: 'e'.repeat(64) }, lying: null, became: [], silent: [] },
        ]),
    });
    render(<SentPanel store={store} kinds={kinds} />);
    const [, first, second] = await screen.findAllByRole('row');
    expect(first).toHaveTextContent('正在送往接收端 3 / 5 部分');
    expect(first).toHaveTextContent('W04 已采用（2022-08-22）；W05 还没有办理');
    expect(second).toHaveTextContent('✕ 本机和接收端都没有它的内容，请从原文件重新寄送');
  });

  it('is offered only where there is somebody to send to', async () => {
    const file = new File(['x'], '已享受.csv');
    const { rerender } = render(<SendOffer store={storeWith({})} file={file} contents={contents} />);
    await new Promise((settle) => setTimeout(settle, 20));
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
    const store = storeWith({ canSend: async () => true, send: async () => failed('not-on-roll') });
    rerender(<SendOffer store={store} file={file} contents={contents} />);
    await userEvent.click(await screen.findByRole('button', { name: '寄送给其他窗口' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('任职名单');
    // It can be tried again.
    expect(within(screen.getByRole('paragraph')).getByRole('button')).toBeInTheDocument();
  });
});
