import { useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ElsewhereReview } from '../../store/dispatches/dispatch-desk.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { acceptedBy, ReviewFields, useReasons, verdictWords } from './ReviewFields.tsx';

interface ElsewhereDialogProps {
  readonly store: CounterStore;
  readonly review: ElsewhereReview;
  readonly on: PlainDate;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Of another window's case: signed by the one signed in, added there. */
export function ElsewhereDialog({ store, review, on, onDone, onClose }: ElsewhereDialogProps) {
  const { number, employerName, amountFen, record, application } = review.asked;
  const persons = acceptedBy(record, application);
  const written = useReasons(persons);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { passed } = written;

  const submit = async () => {
    setProblem(null);
    setBusy(true);
    const reasons = written.reasons.map(({ place, text }) => ({ place, text }));
    const done = await store.dispatches.give({ review, on, said: { passed, reasons, note: written.note.trim() } });
    setBusy(false);
    if (done.ok) onDone();
    else setProblem(failureText(done.failure));
  };
  return (
    <FormDialog
      title={`复核 ${number}（${review.prefix} 窗口）`}
      confirm={verdictWords(passed, persons.length, amountFen, `${review.prefix} 窗口`)}
      danger={!passed}
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <ReviewFields employerName={employerName} persons={persons} written={written} />
      <p className="soft small">
        由 {store.officer.name} 签名后送往 {review.prefix} 窗口，由该窗口记入办件；没有网络时留待送出。
      </p>
    </FormDialog>
  );
}
