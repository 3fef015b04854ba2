/** The frame: who and where, business date, whether the data is good enough, what has not left the machine; below it one page. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Router, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { ariaKey, keyName } from '../../ui/key-table.ts';
import { useKeys } from '../../ui/keys.ts';
import { useLanding } from '../../ui/use-landing.ts';
import { DeadlinesPage, pressing, useDeadlines } from '../deadlines/index.ts';
import type { CarriedRoster } from '../intake/index.ts';
import { PolicyPage } from '../policy/index.ts';
import { ClaimsPage } from '../claims/index.ts';
import { ReviewsPage } from '../reviews/index.ts';
import { ReturnsPage } from '../returns/index.ts';
import { UnconfirmedList } from '../start/index.ts';
import { TasksPage, useTasks, type Tasks } from '../tasks/index.ts';
import { VerificationPage } from '../verification/index.ts';
import { CasePage, ElsewherePage, WorklistPage } from '../worklist/index.ts';
import { KeySheet } from './KeySheet.tsx';
import { helpOf } from './page-help.ts';
import { pages, pageOf, type FramePage } from './pages.ts';
import { TopLine } from './TopLine.tsx';
import { useBusinessDate, type BusinessDate } from './use-business-date.ts';
import { useStoreVersion } from './use-store-version.ts';
import { useTextSize } from './use-text-size.ts';
import './frame.css';

// Only pages that the work list, where everybody begins, does not bring along anyway.
const IntakePage = lazy(async () => ({ default: (await import('../intake/index.ts')).IntakePage }));
const FindPage = lazy(async () => ({ default: (await import('../find/index.ts')).FindPage }));
const RegistryPage = lazy(async () => ({ default: (await import('../registry/index.ts')).RegistryPage }));
const AftercarePage = lazy(async () => ({ default: (await import('../aftercare/index.ts')).AftercarePage }));
const OverviewPage = lazy(async () => ({ default: (await import('../overview/index.ts')).OverviewPage }));
const ListsPage = lazy(async () => ({ default: (await import('../aftercare/index.ts')).ListsPage }));
const ReportsPage = lazy(async () => ({ default: (await import('../reports/index.ts')).ReportsPage }));
const FindingsPage = lazy(async () => ({ default: (await import('../findings/index.ts')).FindingsPage }));
const RecoveriesPage = lazy(async () => ({ default: (await import('../recoveries/index.ts')).RecoveriesPage }));
const DayClosePage = lazy(async () => ({ default: (await import('../day-close/index.ts')).DayClosePage }));
const TypingAidPage = lazy(async () => ({ default: (await import('../typing-aid/index.ts')).TypingAidPage }));
const SettingsPage = lazy(async () => ({ default: (await import('../settings/index.ts')).SettingsPage }));

export interface WorkSurfaceProps {
  readonly store: CounterStore;
  readonly onLock: () => void;
}

interface PageProps {
  readonly store: CounterStore;
  readonly businessDate: PlainDate;
  readonly path: string;
  readonly tasks: Tasks;
  readonly go: (path: string) => void;
  /** A roster of another firm that an empty sheet begins with. */
  readonly carried: CarriedRoster | undefined;
  readonly onNew: (carried?: CarriedRoster) => void;
}

function Page({ store, businessDate, path, tasks, go, carried, onNew }: PageProps) {
  const [, first = '', second = '', third = ''] = path.split('/');
  switch (first) {
    case 'intake':
      return (
        <IntakePage
          key={second}
          store={store}
          businessDate={businessDate}
          draftId={second}
          carried={carried}
          onNew={onNew}
          onClose={() => go('/')}
        />
      );
    case 'case':
      return (
        <CasePage
          key={second}
          store={store}
          caseId={second}
          wanted={third}
          businessDate={businessDate}
          onCorrect={(draftId) => go(`/intake/${draftId}`)}
          onClose={() => go('/')}
        />
      );
    case 'tasks':
      return <TasksPage {...tasks} store={store} businessDate={businessDate} onGo={go} />;
    case 'unconfirmed':
      return (
        <div className="page stack">
          <h1>上次未确认</h1>
          <UnconfirmedList store={store} onDone={() => go('/tasks')} />
        </div>
      );
    case 'find':
      return (
        <FindPage
          store={store}
          businessDate={businessDate}
          onOpenCase={(caseId) => go(`/case/${caseId}`)}
          onOpenDraft={(draftId) => go(`/intake/${draftId}`)}
          onGo={go}
          onClose={() => go('/')}
        />
      );
    case 'deadlines':
      return (
        <DeadlinesPage
          key={second}
          store={store}
          businessDate={businessDate}
          clockId={second}
          onOpen={(caseId) => go(`/case/${caseId}`)}
          onGo={go}
        />
      );
    case 'aftercare':
      if (second === 'reports') return <ReportsPage store={store} businessDate={businessDate} wanted={third} />;
      return second === 'lists' ? (
        <ListsPage
          store={store}
          businessDate={businessDate}
          listId={third}
          onOpenList={(listId) => go(`/aftercare/lists/${listId}`)}
          onOpenCase={(caseId) => go(`/case/${caseId}`)}
          onClose={() => go(parentOf(path))}
        />
      ) : (
        <AftercarePage
          store={store}
          businessDate={businessDate}
          batchId={second}
          wanted={third}
          onOpenBatch={(batchId) => go(`/aftercare/${batchId}`)}
          onClose={() => go('/aftercare')}
        />
      );
    case 'findings':
      return (
        <FindingsPage
          store={store}
          businessDate={businessDate}
          place={second}
          onOpen={(place) => go(`/findings/${place}`)}
          onClose={() => go('/findings')}
        />
      );
    case 'recoveries':
      return (
        <RecoveriesPage
          store={store}
          businessDate={businessDate}
          recoveryId={second}
          onOpen={(recoveryId) => go(`/recoveries/${recoveryId}`)}
          onClose={() => go('/recoveries')}
        />
      );
    case 'verification':
      return <VerificationPage store={store} businessDate={businessDate} />;
    case 'registry':
      return <RegistryPage store={store} businessDate={businessDate} wanted={second} />;
    case 'policy':
      return <PolicyPage store={store} businessDate={businessDate} wanted={second} />;
    case 'day-close':
      return <DayClosePage store={store} businessDate={businessDate} tasks={tasks.tasks?.length ?? null} />;
    case 'returns':
      return <ReturnsPage store={store} businessDate={businessDate} onOpenCase={(caseId) => go(`/case/${caseId}`)} />;
    case 'claims':
      return (
        <ClaimsPage
          store={store}
          businessDate={businessDate}
          caseId={second}
          place={Number(third) || 1}
          onOpenCase={(caseId) => go(`/case/${caseId}`)}
        />
      );
    case 'reviews':
      if (third === '') return <ReviewsPage store={store} businessDate={businessDate} onGo={go} />;
      return (
        <ElsewherePage
          store={store}
          window={second}
          name={decodeURIComponent(third)}
          businessDate={businessDate}
          onClose={() => go('/reviews')}
        />
      );
    case 'overview':
      return <OverviewPage store={store} businessDate={businessDate} />;
    case 'typing-aid':
      return <TypingAidPage store={store} />;
    case 'settings':
      return <SettingsPage store={store} wanted={second} />;
    default:
      return (
        <WorklistPage
          store={store}
          businessDate={businessDate}
          onOpenCase={(caseId) => go(`/case/${caseId}`)}
          onOpenDraft={(draftId) => go(`/intake/${draftId}`)}
          onNew={() => onNew()}
        />
      );
  }
}

/** Where one step back leads from a page. */
function parentOf(path: string): string {
  if (path.startsWith('/aftercare/lists/')) return '/aftercare/lists';
  if (path.startsWith('/aftercare/') || path === '/recoveries' || path === '/findings') return '/aftercare';
  if (path.startsWith('/recoveries/')) return '/recoveries';
  if (path.startsWith('/findings/')) return '/findings';
  if (path === '/unconfirmed') return '/tasks';
  return path === '/returns' || path === '/overview' ? '/day-close' : '/';
}

/** Label of a page, with what waits there: `待办(7)`, `期限(3)`. */
const labelOf = ({ path, label }: FramePage, waiting: Readonly<Record<string, number>>): string => {
  const count = waiting[path] ?? 0;
  return count > 0 ? `${label}(${count})` : label;
};

interface SurfaceProps extends WorkSurfaceProps {
  readonly businessDate: BusinessDate;
  readonly day: PlainDate;
}

function Surface({ store, onLock, businessDate, day }: SurfaceProps) {
  const [path, go] = useLocation();
  const [keysShown, setKeysShown] = useState(false);
  useStoreVersion(store);
  const deadlines = useDeadlines(store, day);
  const { rules } = deadlines;
  const tasks = useTasks(store, day, deadlines, path);
  const waiting = { '/tasks': tasks.tasks?.length ?? 0, '/deadlines': pressing(deadlines) };
  useFreshStart(path, go);
  useTextSize(store);
  const [sheet, setSheet] = useState<{ readonly count: number; readonly carried?: CarriedRoster | undefined }>({
    count: 0,
  });
  const newSheet = (carried?: CarriedRoster) => {
    const count = sheet.count + 1;
    setSheet({ count, carried });
    go(`/intake/new-${count}`);
  };
  const open = ({ path: wanted }: FramePage) => (wanted === '/intake/new' ? newSheet() : go(wanted));
  const main = useRef<HTMLElement>(null);
  useLanding(main, path);
  useKeys({
    help: () => setKeysShown((before) => !before),
    ...Object.fromEntries(pages.map((page) => [page.action, () => open(page)])),
    openReturns: () => go('/returns'),
    openLists: () => go('/aftercare/lists'),
    openReports: () => go('/aftercare/reports'),
    openClaims: () => go('/claims'),
    openReviews: () => go('/reviews'),
    openOverview: () => go('/overview'),
    openFindings: () => go('/findings'),
    openRecoveries: () => go('/recoveries'),
    lock: onLock,
    back: () => (path === '/' ? false : go(parentOf(path))),
  });
  const current = pageOf(path);
  return (
    <div className="frame" data-training={store.area === 'training' ? 'true' : undefined}>
      <TopLine store={store} businessDate={businessDate} pack={rules.pack} onLock={onLock} />
      <nav className="frame__nav" aria-label="主导航">
        {pages.map((page) => (
          <a
            key={page.path}
            className="frame__link"
            href={`#${page.path}`}
            aria-current={page === current ? 'page' : undefined}
            aria-keyshortcuts={ariaKey(page.action)}
            onClick={(event) => {
              event.preventDefault();
              open(page);
            }}
          >
            {labelOf(page, waiting)}
            <kbd className="key" aria-hidden="true">
              {keyName(page.action)}
            </kbd>
          </a>
        ))}
      </nav>
      <main className="frame__page" ref={main}>
        <Suspense fallback={null}>
          <Page
            store={store}
            businessDate={day}
            path={path}
            tasks={tasks}
            go={go}
            carried={sheet.carried}
            onNew={newSheet}
          />
        </Suspense>
      </main>
      {keysShown ? <KeySheet help={helpOf(path)} onClose={() => setKeysShown(false)} /> : null}
    </div>
  );
}

/** After signing in (again) an unnamed sheet would be an empty one: what was typed lies in 暂存, so begin at the work list. */
function useFreshStart(path: string, go: (path: string) => void): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current && path.startsWith('/intake/new')) go('/');
    first.current = false;
  }, [path, go]);
}

/** Everything after signing in. */
export function WorkSurface(props: WorkSurfaceProps) {
  const businessDate = useBusinessDate(props.store);
  const { day } = businessDate;
  if (day === null) return null;
  return (
    <Router hook={useHashLocation}>
      <Surface {...props} businessDate={businessDate} day={day} />
    </Router>
  );
}
