/** One warm test runner in a process group of its own, replaced by a new one when a change keeps it from ending. */
import { fork } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'test-runner.mjs');

export class Lane {
  /** @param {string} root of the project whose tests are run */
  constructor(root) {
    this.root = root;
    this.child = null;
    this.tests = [];
  }

  /** Starts the runner, unless it stands. @returns {Promise<string[]>} the test files it knows */
  async open() {
    if (this.child === null) {
      const child = fork(program, [], { cwd: this.root, detached: true, stdio: ['ignore', 2, 2, 'ipc'] });
      this.child = child;
      child.on('exit', () => {
        if (this.child !== child) return;
        this.child = null;
        this.ended?.();
      });
      this.tests = (await this.#answer(() => 120_000)).tests;
    }
    return this.tests;
  }

  /**
   * @param {{ sources: Record<string, string>, tests: string[], untilFailure: boolean }} request
   * @param {(path: string) => number} limitOf milliseconds that a file may take
   * @param {(file: object) => void} ended told of each file when it has run
   * @returns {Promise<{ files: object[] } | { hung: string }>} `hung`: the file that did not end; the lane begins anew
   */
  async run(request, limitOf, ended = () => undefined) {
    await this.open();
    this.child.send(request);
    return this.#answer(limitOf, ended);
  }

  /** Ends the runner with everything it started. */
  close() {
    const child = this.child;
    this.child = null;
    if (child?.pid === undefined || child.exitCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended by itself a moment ago.
    }
  }

  #answer(limitOf, ended) {
    const child = this.child;
    return new Promise((resolve, reject) => {
      let current = '';
      let timer;
      const watch = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          this.close();
          done(() => resolve({ hung: current }));
        }, limitOf(current));
      };
      const done = (then) => {
        clearTimeout(timer);
        child.off('message', heard);
        this.ended = undefined;
        then();
      };
      const heard = (message) => {
        if (message.began !== undefined) {
          current = message.began;
          watch();
        } else if (message.ended !== undefined) ended(message.ended);
        else if (message.error !== undefined) done(() => reject(new Error(message.error)));
        else done(() => resolve(message));
      };
      this.ended = () => done(() => reject(new Error('the test runner ended by itself')));
      child.on('message', heard);
      watch();
    });
  }
}
