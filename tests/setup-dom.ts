import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// The DOM of these tests has no top layer; where a list floats is looked at in Chromium (tests/e2e/intake-beside).
for (const [owner, name] of [
  [HTMLElement.prototype, 'showPopover'],
  [Element.prototype, 'scrollIntoView'],
] as const)
  if (!(name in owner)) Object.defineProperty(owner, name, { value: () => undefined, configurable: true });

afterEach(cleanup);
