import { type ChildProcess, fork } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import type { LaneMessage, LaneReply } from './protocol';
import { workerFile } from './worker-file';

/** Where the inside of a lane runs: a thread, or a process of its own, which can be ended whatever it does. */
export interface Host {
  send(message: LaneMessage): void;
  /** Keeps this process alive, or lets it end. */
  hold(alive: boolean): void;
  /** The process to look at; undefined for a thread. */
  readonly pid?: number;
  terminate(): Promise<void>;
}

export interface HostEvents {
  reply(reply: LaneReply): void;
  /** It ended, and was not asked to. */
  ended(error: Error): void;
}

const unexpected = () => new Error('the worker ended unexpectedly');

/** What a lane allocates on the heap is small and soon over; left alone, V8 spreads it over 48 MB in each. */
const YOUNG_MEGABYTES = 8;

export function threadHost({ reply, ended }: HostEvents): Host {
  const worker = new Worker(workerFile(), { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
  worker.on('message', reply);
  worker.on('error', ended);
  worker.on('exit', () => ended(unexpected()));
  return {
    send: (message) => worker.postMessage(message),
    hold: (alive) => (alive ? worker.ref() : worker.unref()),
    terminate: async () => void (await worker.terminate()),
  };
}

/**
 * A process costs some milliseconds more to start and to talk to. It ends with this one, and prints to the error stream
 * alone.
 */
export function processHost({ reply, ended }: HostEvents): Host {
  const child: ChildProcess = fork(workerFile(), {
    serialization: 'advanced',
    stdio: ['ignore', 2, 2, 'ipc'],
    execArgv: [],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.on('message', (message) => reply(message as LaneReply));
  child.on('error', ended);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void gone.then(() => {
    process.removeListener('exit', kill);
    ended(unexpected());
  });
  return {
    send: (message) => void child.send(message),
    hold(alive) {
      const change = alive ? 'ref' : 'unref';
      child[change]();
      child.channel?.[change]();
    },
    ...(child.pid === undefined ? {} : { pid: child.pid }),
    async terminate() {
      child.ref();
      kill();
      await gone;
    },
  };
}
