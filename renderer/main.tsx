/** @file The window's entry: styles, keys, one root. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { listenToKeys } from './ui/keys.ts';
import './ui/theme.css';
import './ui/controls.css';

listenToKeys(window);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
