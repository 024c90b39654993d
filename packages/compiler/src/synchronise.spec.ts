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

  describe('several cores', () => {
    const ddr = (from: number, bytes = 4): Region => ({ ...at('ddr', from), shape: [bytes] });
    const fetch = (from: number, to: number): Instruction => ({ kind: 'load', x: ddr(from), y: at('sram', to) });
    const shared = (...list: readonly (readonly [number, Instruction])[]) => {
      const { instructions, cores } = synchronise(
        list.map(([, instruction]) => instruction),
        list.map(([core]) => core),
      );
      return instructions.map((i, k) =>
        i.kind === 'wait'
          ? `${cores[k]}: ${i.core} ${i.from}>${i.to}`
          : `${cores[k]}: ${i.kind === 'sync' ? `${i.from}>${i.to}` : i.kind}`,
      );
    };

    it('wait for each other where they meet in main memory', () => {
      expect(shared([0, store(0)], [1, fetch(0, 0)])).toEqual(['0: store', '1: 0 dma>dma', '1: load']);
      expect(shared([1, fetch(0, 0)], [0, store(0)])).toEqual(['1: load', '0: 1 dma>dma', '0: store']);
      expect(shared([0, store(0)], [1, fetch(8, 0)], [1, fetch(0, 4)])).toEqual([
        '0: store',
        '1: load',
        '1: 0 dma>dma',
        '1: load',
      ]);
    });

    it('do not for what is on chip, nor for parts of rows side by side', () => {
      expect(shared([0, move(0, 8)], [1, move(0, 8)], [1, load(8)])).toEqual([
        '0: move',
        '1: move',
        '1: vector>dma',
        '1: load',
      ]);
      const part = (from: number): Region => ({ ...ddr(from), shape: [4, 8], strides: [16, 1] });
      const write = (from: number): Instruction => ({ kind: 'store', x: { ...part(0), space: 'sram' }, y: part(from) });
      expect(shared([0, write(0)], [1, write(8)])).toEqual(['0: store', '1: store']);
      expect(shared([0, write(0)], [0, write(8)], [1, write(4)])).toHaveLength(4);
    });

    it('never ask queues that cannot meet', () => {
      const moves = Array.from({ length: 300 }, () => [0, move(0, 8)] as const);
      expect(shared(...moves, [1, load(0)])).toHaveLength(301);
      expect(shared([0, load(0)], [1, move(0, 8)])).toEqual(['0: load', '1: move']);
    });
  });
});
