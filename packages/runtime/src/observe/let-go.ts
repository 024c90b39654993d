import { types } from 'node:util';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

let nowhere: MessagePort | undefined;

/**
 * Takes their memory from arrays that nobody uses any more; they have no elements then. Left alone, megabytes a sample
 * make one collection of garbage follow the other, on every core. What is sent to a port that is closed is handed over
 * all the same, and freed at once. Arrays may share memory.
 */
export function letGo(arrays: Iterable<ArrayBufferView>): void {
  const buffers = new Set(Array.from(arrays, ({ buffer }) => buffer));
  nowhere ??= closedPort();
  nowhere.postMessage(
    undefined,
    [...buffers].filter((buffer): buffer is ArrayBuffer => types.isArrayBuffer(buffer)),
  );
}

function closedPort(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  port1.close();
  return port1;
}
