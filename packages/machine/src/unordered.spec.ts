import { fill, load, move, store, together } from './cores.fixture';
import type { Instruction } from './instruction/instruction';
import { firstUnordered } from './unordered';

const WAIT: readonly [number, Instruction] = [1, { kind: 'wait', core: 0, from: 'dma', to: 'dma' }];
const FILLED: readonly (readonly [number, Instruction])[] = [
  [0, fill(0)],
  [0, { kind: 'sync', from: 'vector', to: 'dma' }],
];
const found = (...calls: readonly (readonly (readonly [core: number, Instruction])[])[]) => {
  const unordered = firstUnordered(together(...calls));
  return unordered && [unordered.first.index, unordered.second.index, unordered.touch];
};

describe('firstUnordered', () => {
  it('has nothing against cores that keep apart, or in step', () => {
    expect(found([...FILLED, [0, store(0, 0)], [1, load(4, 0)]])).toBeUndefined();
    expect(found([...FILLED, [0, store(0, 0)], WAIT, [1, load(0, 0)]])).toBeUndefined();
  });

  it('finds what one core reads while another may still write it, and the other two ways to meet', () => {
    expect(found([...FILLED, [0, store(0, 0)], [1, load(0, 0)]])).toEqual([2, 3, true]);
    expect(
      found([
        [0, load(0, 0)],
        [1, fill(0)],
        [1, { kind: 'sync', from: 'vector', to: 'dma' }],
        [1, store(0, 2)],
      ]),
    ).toEqual([0, 3, true]);
    expect(
      found([
        ...FILLED,
        [0, store(0, 0)],
        [1, fill(0)],
        [1, { kind: 'sync', from: 'vector', to: 'dma' }],
        [1, store(0, 0)],
      ]),
    ).toEqual([2, 5, true]);
    expect(
      found([
        [0, load(0, 0)],
        [1, load(0, 0)],
      ]),
    ).toBeUndefined();
  });

  it('takes a token for what was given before it alone', () => {
    expect(found([...FILLED, WAIT, [0, store(0, 0)], [1, load(0, 0)]])).toEqual([3, 4, true]);
    expect(found([...FILLED, [0, store(0, 0)], WAIT, [1, load(0, 0)], [0, store(0, 0)]])).toEqual([4, 5, true]);
  });

  it('knows of what a lane waited for when it was waited for itself', () => {
    const through: readonly (readonly [number, Instruction])[] = [
      [0, fill(0)],
      [0, { kind: 'sync', from: 'vector', to: 'dma' }],
      [0, store(0, 0)],
      [0, { kind: 'sync', from: 'dma', to: 'vector' }],
      [0, move(0, 8)],
    ];
    expect(
      found([...through, [1, { kind: 'wait', core: 0, from: 'vector', to: 'dma' }], [1, load(0, 0)]]),
    ).toBeUndefined();
    expect(
      found([...through.toSpliced(3, 1), [1, { kind: 'wait', core: 0, from: 'vector', to: 'dma' }], [1, load(0, 0)]]),
    ).toEqual([2, 5, true]);
  });

  it('lets on-chip memories of cores have the same addresses, and not the queues of a core', () => {
    expect(
      found([
        [0, fill(0)],
        [1, fill(0)],
      ]),
    ).toBeUndefined();
    expect(
      found([
        [0, load(0, 0)],
        [0, fill(0)],
      ]),
    ).toEqual([0, 1, true]);
  });

  it('counts a call as done when the next begins', () => {
    expect(found([...FILLED, [0, store(0, 0)]], [[1, load(0, 0)]])).toBeUndefined();
    expect(
      found(
        [...FILLED, [0, store(0, 0)]],
        [
          [0, load(0, 8)],
          [1, load(0, 0)],
        ],
      ),
    ).toBeUndefined();
  });

  it('refuses a lane too far ahead of one it may meet', () => {
    const loads = (count: number, core = 0) =>
      Array.from({ length: count }, (): readonly [number, Instruction] => [core, load(0, 0)]);
    expect(found([...loads(2048), [1, load(8, 0)]])).toBeUndefined();
    expect(found([...loads(2049), [1, load(8, 0)]])).toEqual([0, 2049, false]);
    expect(found([...loads(2049), [1, fill(0)]])).toEqual([0, 2049, false]);
    const fills = Array.from({ length: 3000 }, (): readonly [number, Instruction] => [0, fill(0)]);
    expect(found([...fills, [1, load(8, 0)]])).toBeUndefined();
  });
});
