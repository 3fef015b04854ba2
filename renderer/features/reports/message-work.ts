/** Messages leave as a list that somebody else sends: recorded first with every text, then written or copied. */
import { triesOf, type DueMessage } from '#shared/aftercare/reporting/messages.ts';
import type { ReportingBook } from '#shared/aftercare/reporting/reporting.ts';
import type { ReportingStep } from '#shared/aftercare/reporting/events.ts';
import { success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { TRAINING_PREFIX } from '#shared/batches/batch-name.ts';
import { csvBytes } from '#shared/encodings/csv.ts';
import { messageText, templateLabels } from '#shared/wording/messages.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { writeExportFile } from '../../store/export-folder.ts';
import { copyText } from '../../ui/clipboard.ts';

type Manner = ReportingStep<'messagesHandedOut'>['manner'];

async function handOut(
  store: CounterStore,
  on: PlainDate,
  batchId: string,
  manner: Manner,
  messages: readonly DueMessage[],
): Promise<Result<null>> {
  return store.aftercare.record({
    entryId: crypto.randomUUID(),
    subjectId: batchId,
    on,
    event: {
      step: 'messagesHandedOut',
      manner,
      messages: messages.map((message) => ({
        key: message.key,
        template: message.template,
        employerName: message.employerName,
        mobile: message.mobile,
        text: messageText(message, store.office),
      })),
    },
  });
}

/** The list as a file: firm, mobile, text; no person. Answers with the folder. */
export async function exportMessages(
  store: CounterStore,
  on: PlainDate,
  messages: readonly DueMessage[],
): Promise<Result<string>> {
  const batchId = crypto.randomUUID();
  const recorded = await handOut(store, on, batchId, 'exported', messages);
  if (!recorded.ok) return recorded;
  const rows = messages.map((message) => [
    message.mobile,
    message.employerName,
    templateLabels[message.template],
    messageText(message, store.office),
  ]);
  const training = store.area === 'training' ? TRAINING_PREFIX : '';
  const folder = `${training}短信-${on}-${messages.length}条-${batchId.slice(0, 8)}`;
  const written = await writeExportFile(
    store,
    folder,
    '短信.csv',
    csvBytes([['手机', '单位', '事项', '内容'], ...rows], 'utf-8-bom'),
  );
  return written.ok ? success(written.value.folder) : written;
}

/** The text of one message on the clipboard; `false` where the system does not let us. */
export async function copyMessage(store: CounterStore, on: PlainDate, message: DueMessage): Promise<Result<boolean>> {
  const recorded = await handOut(store, on, crypto.randomUUID(), 'copied', [message]);
  return recorded.ok ? success(await copyText(messageText(message, store.office))) : recorded;
}

/** Told by telephone: handed out and answered at once. */
export async function telephoneMessage(
  store: CounterStore,
  on: PlainDate,
  message: DueMessage,
  result: 'delivered' | 'failed',
  note: string,
): Promise<Result<null>> {
  const batchId = crypto.randomUUID();
  const recorded = await handOut(store, on, batchId, 'telephoned', [message]);
  return recorded.ok ? answerMessages(store, on, batchId, [message.key], result, note) : recorded;
}

/** What became of messages that were handed out together. */
export function answerMessages(
  store: CounterStore,
  on: PlainDate,
  batchId: string,
  keys: readonly string[],
  result: 'delivered' | 'failed',
  note: string,
): Promise<Result<null>> {
  const event = { step: 'messagesAnswered' as const, keys: [...keys], result, note };
  return store.aftercare.record({ entryId: crypto.randomUUID(), subjectId: batchId, on, event });
}

/** The last time of each of these as delivered, batch by batch. */
export async function answerDelivered(
  store: CounterStore,
  on: PlainDate,
  reporting: ReportingBook,
  messages: readonly DueMessage[],
): Promise<Result<null>> {
  const batches = new Map<string, string[]>();
  for (const { key } of messages) {
    const batchId = triesOf(reporting, key).at(-1)?.batchId;
    if (batchId !== undefined) batches.set(batchId, [...(batches.get(batchId) ?? []), key]);
  }
  for (const [batchId, keys] of batches) {
    const done = await answerMessages(store, on, batchId, keys, 'delivered', '');
    if (!done.ok) return done;
  }
  return success(null);
}
