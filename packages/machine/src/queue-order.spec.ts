import { fill, load, store, together } from './cores.fixture';
import { laneOf, lanesOf, queueOrder } from './queue-order';

describe('queueOrder', () => {
  it('numbers lanes core by core', () => {
    expect([lanesOf({}), lanesOf({ cores: 2 })]).toEqual([3, 6]);
    expect([laneOf(0, 'dma'), laneOf(0, 'vector'), laneOf(1, 'dma'), laneOf(1, 'tensor')]).toEqual([0, 2, 3, 4]);
  });

  it('makes tokens what the next instruction of a lane holds for', () => {
    const order = queueOrder(
      together([
        [0, fill(0)],
        [0, { kind: 'sync', from: 'vector', to: 'dma' }],
        [0, store(0, 0)],
        [1, { kind: 'wait', core: 0, from: 'dma', to: 'dma' }],
        [1, load(0, 0)],
        [1, load(8, 8)],
      ]),
    );
    expect(order.map(({ index, lane, ordinal, holds }) => [index, lane, ordinal, holds])).toEqual([
      [0, 2, 0, []],
      [2, 0, 0, [{ lane: 2, count: 1, across: false }]],
      [4, 3, 0, [{ lane: 0, count: 1, across: true }]],
      [5, 3, 1, []],
    ]);
    expect(order.map(({ core, queue, call }) => `${call} ${core} ${queue}`)).toEqual([
      '0 0 vector',
      '0 0 dma',
      '0 1 dma',
      '0 1 dma',
    ]);
  });

  it('waits for nothing where nothing was given, and for nothing of an earlier call', () => {
    const order = queueOrder(
      together(
        [
          [1, { kind: 'wait', core: 0, from: 'dma', to: 'dma' }],
          [1, load(0, 0)],
          [0, load(0, 0)],
          [1, { kind: 'wait', core: 0, from: 'dma', to: 'dma' }],
        ],
        [[1, load(0, 0)]],
      ),
    );
    expect(order.map(({ call, holds, ordinal }) => [call, holds, ordinal])).toEqual([
      [0, [], 0],
      [0, [], 0],
      [1, [], 1],
    ]);
  });
});
