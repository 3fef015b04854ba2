import type { ReactNode } from 'react';
import './start.css';

/** The quiet sheet of everything before the work surface: one title, one thing to do. */
export function StartPage({
  title,
  wide = false,
  children,
}: {
  readonly title: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <main className="start">
      <div className={wide ? 'start__sheet start__sheet--wide' : 'start__sheet'}>
        <p className="start__product">扩岗补助窗口受理</p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
