import type { Instruction } from './instruction/instruction';
import type { Program } from './program';
import type { Region } from './region';

const at = (space: Region['space'], offset: number, bytes: number): Region => ({
  space,
  offset,
  dtype: 'int8',
  shape: [bytes],
  strides: [1],
});

/** Copies of four bytes between places of the memories. */
export const load = (from: number, to: number): Instruction => ({
  kind: 'load',
  x: at('ddr', from, 4),
  y: at('sram', to, 4),
});
export const store = (from: number, to: number): Instruction => ({
  kind: 'store',
  x: at('sram', from, 4),
  y: at('ddr', to, 4),
});
export const fill = (to: number, bytes = 4): Instruction => ({ kind: 'fill', y: at('sram', to, bytes), value: 1 });
export const move = (from: number, to: number): Instruction => ({
  kind: 'move',
  x: at('sram', from, 4),
  y: at('sram', to, 4),
});

/** A program of calls, each instruction with its core. */
export function together(...calls: readonly (readonly (readonly [core: number, Instruction])[])[]): Program {
  return {
    name: 'p',
    march: 'm',
    cores: 2,
    memory: { ddr: 4096, sram: 4096, const: 64 },
    tensors: [],
    inputs: [],
    outputs: [],
    calls: calls.map((call, i) => ({
      name: `c${i}`,
      instructions: call.map(([, instruction]) => instruction),
      cores: call.map(([core]) => core),
    })),
  };
}
