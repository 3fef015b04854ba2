/** The roster section on a page of its own, with made-up persons. `?rows=2000` makes a long roster, `?empty` none. */
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { RosterEntry } from '#shared/domain/application.ts';
import type { EntryDecision } from '#shared/policy/verdict.ts';
import {
  ImportIssueList,
  RosterSection,
  type ReadRoster,
  type RosterHandle,
  type RosterSelection,
} from '#renderer/features/intake/roster/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { aLongRoster, aRosterOfTen, decisionsFor, someEmployerChecks } from '#tests/builders/a-roster.ts';
import '#renderer/ui/theme.css';
import '#renderer/ui/controls.css';
import './harness.css';

interface Probe {
  entries: readonly RosterEntry[];
  selection: RosterSelection | null;
  source: string | null;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

const wanted = new URLSearchParams(location.search);
const rows = Number(wanted.get('rows') ?? '0');
const initial = wanted.has('empty') ? [] : rows > 0 ? aLongRoster(rows) : aRosterOfTen();
const decided: ReadonlyMap<string, EntryDecision> = decisionsFor(initial);
window.probe = { entries: initial, selection: null, source: null };

function Page() {
  const [entries, setEntries] = useState<readonly RosterEntry[]>(initial);
  const [source, setSource] = useState<string | null>('海晟花名册.xls 第 3–12 行');
  const [lastRead, setLastRead] = useState<ReadRoster | null>(null);
  const [shown, setShown] = useState(true);
  const roster = useRef<RosterHandle>(null);
  return (
    <main className="harness">
      <RosterSection
        ref={roster}
        lastRead={lastRead}
        findingsShown={shown}
        onFindings={() => setShown(!shown)}
        onRead={setLastRead}
        entries={entries}
        source={source}
        decisions={decided}
        employerChecks={someEmployerChecks}
        onChange={(next, from) => {
          window.probe.entries = next;
          setEntries(next);
          if (from !== undefined) {
            setSource(from);
            window.probe.source = from;
          }
        }}
        onSelect={(selection) => {
          window.probe.selection = selection;
        }}
      />
      {shown && lastRead !== null ? (
        <ImportIssueList
          read={lastRead}
          onGoTo={(issue) => roster.current?.goToIssue(issue)}
          onClose={() => setShown(false)}
        />
      ) : null}
    </main>
  );
}

listenToKeys(window);
const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Page />);
