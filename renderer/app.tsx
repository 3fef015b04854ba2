/** @file Wires host, start gate and the work surface together; nothing else does. */
import { lazy, Suspense, useEffect, useState } from 'react';
import type { HostDescription } from '#shared/contract/channels.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { connectHost } from './host/connect-host.ts';
import { FailureScreen, StartGate } from './features/start/index.ts';

const WorkSurface = lazy(async () => ({ default: (await import('./features/frame/index.ts')).WorkSurface }));

type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected'; readonly host: Host; readonly description: HostDescription }
  | { readonly state: 'failed'; readonly failure: Failure };

/** The whole window: connect, set up or sign in, work. A lost host replaces everything by a screen that says what is safe. */
export function App() {
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  useEffect(() => {
    let current = true;
    void connectHost((failure) => {
      if (current) setConnection({ state: 'failed', failure });
    }).then((result) => {
      if (!current) return;
      setConnection(result.ok ? { state: 'connected', ...result.value } : { state: 'failed', failure: result.failure });
    });
    return () => {
      current = false;
    };
  }, []);
  if (connection.state === 'connecting') return <p className="visually-hidden">正在连接本机程序</p>;
  if (connection.state === 'failed') return <FailureScreen failure={connection.failure} />;
  const { host, description } = connection;
  return (
    <StartGate host={host} description={description}>
      {(store, lock) => (
        <Suspense fallback={null}>
          <WorkSurface store={store} onLock={lock} />
        </Suspense>
      )}
    </StartGate>
  );
}
