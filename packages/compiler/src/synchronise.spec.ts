import type { Instruction, Region } from '@openbpu/machine';
import { synchronise } from './synchronise';

const at = (space: Region['space'], offset: number): Region => ({
  space,
  offset,
  dtype: 'int8',
  shape: [4],
  strides: [1],
});
const load = (to: number, from = 0): Instruction => ({ kind: 'load', x: at('const', from), y: at('sram', to) });
const store = (from: number): Instruction => ({ kind: 'store', x: at('sram', from), y: at('ddr', from) });
const move = (from: number, to: number): Instruction => ({ kind: 'move', x: at('sram', from), y: at('sram', to) });

/** Kinds of the instructions, tokens as `from>to`. */
const kinds = (instructions: readonly Instruction[]) =>
  synchronise(instructions).instructions.map((i) => (i.kind === 'sync' ? `${i.from}>${i.to}` : i.kind));

describe('synchronise', () => {
  it('lets a reader wait for what it reads, and a writer for who reads', () => {
    expect(kinds([load(0), move(0, 8), store(8)])).toEqual(['load', 'dma>vector', 'move', 'vector>dma', 'store']);
    expect(kinds([load(0), move(0, 8), load(0)])).toEqual(['load', 'dma>vector', 'move', 'vector>dma', 'load']);
    expect(kinds([move(0, 8), load(8)])).toEqual(['move', 'vector>dma', 'load']);
  });

  it('leaves alone what has nothing in common', () => {
    expect(kinds([load(0), move(8, 16), store(32)])).toEqual(['load', 'move', 'store']);
    expect(kinds([])).toEqual([]);
  });

  it('puts the token before the next instruction of the queue that is waited for, so that transfers run ahead', () => {
    expect(kinds([load(0), load(4), move(0, 8), move(4, 12)])).toEqual([
      'load',
      'dma>vector',
      'load',
      'move',
      'dma>vector',
      'move',
    ]);
  });

  it('waits for what was given long ago without asking', () => {
    const loads = Array.from({ length: 300 }, (_, i) => load(1000 + 4 * i));
    expect(kinds([...loads, move(0, 8)]).filter((kind) => kind === 'dma>vector').length).toBe(1);
    expect(kinds([...loads.slice(0, 200), move(0, 8)])).not.toContain('dma>vector');
    expect(kinds([...loads, move(0, 8)]).indexOf('dma>vector')).toBeLessThan(60);
  });

  it('does not wait twice', () => {
    expect(kinds([load(0), move(0, 8), move(0, 16)])).toEqual(['load', 'dma>vector', 'move', 'move']);
  });

  it('says which instruction every one of them stands for', () => {
    expect(synchronise([load(0), move(0, 8)]).sources).toEqual([0, 1, 1]);
  });
});
