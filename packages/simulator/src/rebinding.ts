import type { Memory } from './memory';

/** A step that holds views of a memory: bound when it first runs, and again whenever the memory has moved. */
export function rebinding(memory: Memory, bind: () => () => void): () => void {
  let bound: ArrayBuffer | undefined;
  let step: () => void = () => undefined;
  return () => {
    if (bound !== memory.buffer) {
      step = bind();
      bound = memory.buffer;
    }
    step();
  };
}
