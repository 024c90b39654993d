/** The process that runs specs (`spec-runner.cjs`), begun anew when it hangs, dies or has grown. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const RUNNER = fileURLToPath(new URL('spec-runner.cjs', import.meta.url));
const GROWN = 4e9;

export class SpecProcess {
  #root;
  #child;

  constructor(root) {
    this.#root = root;
  }

  /**
   * Runs spec files with an environment and gives `{ spec, passed, ms }` of each that ran; with `bail` the first that
   * fails is the last. One that takes longer than `limit(spec)` milliseconds, or ends the process, has not passed and
   * is the last: `{ spec, passed: false, ms, ended: 'time' | 'process' }`.
   */
  run(specs, { env, bail, limit }) {
    if (specs.length === 0) return Promise.resolve([]);
    this.#child ??= fork(RUNNER, [this.#root], { cwd: this.#root, detached: true, stdio: 'ignore' });
    const child = this.#child;
    return new Promise((resolve) => {
      const found = [];
      let began = Date.now();
      let timer;
      const end = (ended) => {
        clearTimeout(timer);
        child.removeAllListeners();
        if (ended) found.push({ spec: specs[found.length], passed: false, ms: Date.now() - began, ended });
        resolve(found);
      };
      const watch = () => {
        began = Date.now();
        clearTimeout(timer);
        if (found.length === specs.length) return;
        timer = setTimeout(() => {
          end('time');
          this.close();
        }, limit(specs[found.length]));
      };
      child.on('exit', () => {
        end('process');
        this.#child = undefined;
      });
      child.on('message', (message) => {
        if (!message.done) {
          found.push(message);
          watch();
        } else {
          end();
          if (message.rss > GROWN) this.close();
        }
      });
      watch();
      child.send({ specs, env, bail });
    });
  }

  /** Ends the process and what it has started. */
  close() {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }
}
