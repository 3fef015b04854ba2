/** @file The window's entry: styles, keys, one root. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { listenToKeys } from './ui/keys.ts';
import { watchHeight } from './ui/low-window.ts';
import './ui/theme.css';
import './ui/controls.css';

listenToKeys(window);
watchHeight();
// The end of the start, as the clerk sees it: the bench reads it.
window.addEventListener('focusin', () => performance.mark('first-focus'), { once: true });
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
