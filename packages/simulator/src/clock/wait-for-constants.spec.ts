import * as fc from 'fast-check';
import { type Hold, type Instruction, type Program, QUEUES, type Queue, queueOrder } from '@openbpu/machine';
import { type Call, constant, read, together } from './clock.fixture';
import { SLOT_BYTES, programs } from './random-programs.fixture';
import { waitForConstants } from './wait-for-constants';

const [TENSOR, VECTOR] = [1, 2];
const token = (from: Queue, to: Queue): Instruction => ({ kind: 'sync', from, to });
const READY = token('dma', 'tensor');
const alone = (...instructions: readonly Instruction[]): Program =>
  together(
    1,
    instructions.map((instruction) => [0, instruction] as const),
  );
/** By the index of a load, what it waits for beside what it did without: `lane × count`. */
function waits(program: Program, bytes: number): Record<number, string[]> {
  const before = new Map(queueOrder(program).map(({ index, holds }) => [index, holds.length]));
  const shown = ({ lane, count }: Hold) => `${lane}x${count}`;
  return Object.fromEntries(
    waitForConstants(queueOrder(program), bytes)
      .map(({ index, holds }) => [index, holds.slice(before.get(index)).map(shown)] as const)
      .filter(([, more]) => more.length > 0),
  );
}

describe('waitForConstants', () => {
  /** Three of 100 bytes, each read behind all of them. */
  const three = alone(
    constant(0, 100),
    READY,
    constant(100, 100),
    constant(200, 100),
    read('tensor', [0, 100]),
    READY,
    read('tensor', [100, 100]),
    read('tensor', [200, 100]),
  );

  it('gives back what it was given where all have room', () => {
    const order = queueOrder(three);
    expect(waitForConstants(order, 300)).toBe(order);
    expect(waitForConstants(order, Infinity)).toBe(order);
    expect(waitForConstants([], 0)).toEqual([]);
  });

  it('lets a load wait for the last that reads what lies where it goes', () => {
    expect(waits(three, 299)).toEqual({ 3: [`${TENSOR}x1`] });
    expect(waits(three, 200)).toEqual({ 3: [`${TENSOR}x1`] });
    const again = alone(constant(0, 100), READY, constant(100, 100), read('tensor', [0, 1]), read('tensor', [99, 1]));
    expect(waits(again, 100)).toEqual({ 2: [`${TENSOR}x2`] });
  });

  it('waits for nothing that itself waits for the load or one behind it', () => {
    expect(waits(three, 199)).toEqual({ 2: [`${TENSOR}x1`] });
    const halves = alone(constant(0, 100), constant(100, 100), READY, read('tensor', [0, 100], [100, 100]));
    expect(waits(halves, 0)).toEqual({});
    const through = [constant(0, 100), constant(100, 100), token('dma', 'vector'), read('vector', [100, 100])];
    expect(waits(alone(...through, token('vector', 'tensor'), read('tensor', [0, 100])), 0)).toEqual({});
    expect(waits(alone(...through, read('vector', [0, 100])), 0)).toEqual({});
  });

  it('waits later for what it could not wait for, and meanwhile for the others', () => {
    const program = alone(
      constant(0, 10),
      constant(100, 100),
      READY,
      constant(200, 100),
      read('tensor', [100, 100]),
      constant(300, 100),
      token('dma', 'vector'),
      read('vector', [0, 10]),
      constant(400, 100),
      constant(500, 100),
    );
    expect(waits(program, 100)).toEqual({ 3: [`${TENSOR}x1`], 8: [`${VECTOR}x1`] });
  });

  it('waits for every queue that reads', () => {
    const program = alone(
      constant(0, 100),
      READY,
      token('dma', 'vector'),
      constant(100, 100),
      read('vector', [0, 100]),
      read('vector', [200, 100]),
      read('tensor', [0, 100]),
    );
    expect(waits(program, 100)).toEqual({ 3: [`${VECTOR}x1`, `${TENSOR}x1`] });
  });

  it('does not wait for one that is never read, which takes its room all the same', () => {
    const program = alone(constant(0, 100), READY, constant(100, 100), constant(200, 100), read('tensor', [0, 100]));
    expect(waits(program, 200)).toEqual({ 3: [`${TENSOR}x1`] });
    expect(waits(alone(constant(0, 100), constant(100, 100)), 0)).toEqual({});
  });

  it('counts what is read only until it is overwritten', () => {
    const program = alone(
      constant(0, 100),
      READY,
      constant(100, 100),
      read('tensor', [0, 100]),
      token('tensor', 'dma'),
      constant(0, 100, 'ddr'),
      READY,
      read('tensor', [0, 100]),
    );
    expect(waits(program, 100)).toEqual({ 2: [`${TENSOR}x1`] });
    const partly = alone(constant(0, 100), READY, constant(100, 100), constant(99, 1), read('tensor', [99, 1]));
    expect(waits(partly, 100)).toEqual({});
    const beside = alone(
      constant(0, 100),
      READY,
      constant(100, 100),
      constant(200, 9, 'ddr'),
      read('tensor', [0, 100]),
    );
    expect(waits(beside, 100)).toEqual({ 2: [`${TENSOR}x1`] });
  });

  it('counts constants alone, by their elements', () => {
    const maps = three.calls[0].instructions.map((each) =>
      each.kind === 'load' ? { ...each, x: { ...each.x, space: 'ddr' as const } } : each,
    );
    expect(waits(alone(...maps), 0)).toEqual({});
    const wide = alone(constant(0, 100, 'const', 'int16'), READY, constant(200, 1), read('tensor', [0, 200]));
    expect([waits(wide, 201), waits(wide, 200)]).toEqual([{}, { 2: [`${TENSOR}x1`] }]);
    const [strided] = [constant(0, 100)].map((each) => ({ ...each, y: { ...each.y, strides: [2] } }));
    const program = alone(strided, READY, constant(200, 1), read('tensor', [198, 1]));
    expect([waits(program, 101), waits(program, 100)]).toEqual([{}, { 2: [`${TENSOR}x1`] }]);
  });

  it('waits for no later call, and for nothing that a call begins after', () => {
    const loads = [constant(0, 100), constant(100, 100), constant(200, 100)].map((each) => [0, each] as const);
    const [use, more] = [[0, read('tensor', [0, 100])] as const, [0, constant(300, 100)] as const];
    expect(waits(together(1, loads, [use]), 0)).toEqual({});
    expect(waits(together(1, loads, [use, more]), 300)).toEqual({ 4: [`${TENSOR}x1`] });
    expect(waits(together(1, loads, [more], [use]), 0)).toEqual({});
  });

  it('keeps cores apart', () => {
    const call: Call = [
      [0, constant(0, 100)],
      [1, constant(0, 100)],
      [1, READY],
      [1, constant(100, 100)],
      [0, read('tensor', [0, 100])],
      [1, read('tensor', [0, 100])],
    ];
    expect(waits(together(2, call), 100)).toEqual({ 3: [`${QUEUES.length + TENSOR}x1`] });
    expect(waits(together(2, call), 200)).toEqual({});
  });

  it('lets of two loads only one wait for what waits for both, by way of another core', () => {
    const across = (core: number): Instruction => ({ kind: 'wait', core, from: 'dma', to: 'tensor' });
    const crossed: Call = [
      [0, constant(0, 100)],
      [1, constant(0, 100)],
      [0, constant(100, 100)],
      [1, constant(100, 100)],
      [0, across(1)],
      [1, across(0)],
      [0, read('tensor', [0, 100])],
      [1, read('tensor', [0, 100])],
    ];
    expect(waits(together(2, crossed), 100)).toEqual({ 3: [`${QUEUES.length + TENSOR}x1`] });
  });

  it('puts each behind what it waits for, and leaves the others as they are', () => {
    const order = (program: Program, bytes: number) =>
      waitForConstants(queueOrder(program), bytes).map(({ index }) => index);
    expect(order(three, 300)).toEqual([0, 2, 3, 4, 6, 7]);
    expect(order(three, 200)).toEqual([0, 2, 4, 3, 6, 7]);
    expect(order(three, 100)).toEqual([0, 4, 2, 3, 6, 7]);
    const calls = together(
      1,
      three.calls[0].instructions.map((each) => [0, each] as const),
      [[0, read('vector', [0, 100])]],
    );
    expect(order(calls, 200)).toEqual([0, 2, 4, 3, 6, 7, 8]);
  });
});

describe('on any program', () => {
  /** Which places have to be done before another can begin, found the long way. */
  function ancestors(order: ReturnType<typeof queueOrder>): readonly ReadonlySet<number>[] {
    const found: Set<number>[] = [];
    order.forEach((entry) => {
      const own = new Set<number>();
      order.slice(0, found.length).forEach((other, at) => {
        const direct =
          other.call < entry.call ||
          other.lane === entry.lane ||
          entry.holds.some(({ lane, count }) => other.lane === lane && other.ordinal < count);
        if (direct) for (const each of [at, ...found[at]]) own.add(each);
      });
      found.push(own);
    });
    return found;
  }

  /** What each load of constants waits for beside its own holds, found the long way. */
  function wanted(order: ReturnType<typeof queueOrder>, bytes: number): readonly ReadonlySet<number>[] {
    const before = ancestors(order);
    const slotOf = (offset: number) => Math.floor(offset / SLOT_BYTES);
    const lastReads = order.map(({ instruction: load, core }, at) => {
      const last = new Map<number, number>();
      if (load.kind !== 'load' || load.x.space !== 'const') return last;
      for (let i = at + 1; i < order.length; i++) {
        const { instruction: other, lane } = order[i];
        if (order[i].core !== core) continue;
        if (other.kind === 'load' && slotOf(other.y.offset) === slotOf(load.y.offset)) break;
        const regions = 'a' in other ? [other.a, other.b] : 'x' in other && other.kind !== 'load' ? [other.x] : [];
        if (regions.some(({ offset }) => slotOf(offset) === slotOf(load.y.offset))) last.set(lane, i);
      }
      return last;
    });
    return order.map(({ instruction: load, core }, at) => {
      const own = new Set<number>();
      if (load.kind !== 'load' || load.x.space !== 'const') return own;
      let sum = 0;
      for (let i = at; i >= 0; i--) {
        const other = order[i];
        if (other.core !== core || other.instruction.kind !== 'load' || other.instruction.x.space !== 'const') continue;
        sum += other.instruction.y.shape[0];
        if (i === at || sum <= bytes) continue;
        for (const reader of lastReads[i].values()) {
          const transfers = [reader, ...before[reader]].filter((place) => order[place].queue === 'dma');
          if (transfers.every((place) => place < at)) own.add(reader);
        }
      }
      return own;
    });
  }

  it('loads wait for all that the room asks and order allows, and each comes after what it waits for', () => {
    const seen = { waited: 0 };
    fc.assert(
      fc.property(programs([1, 1, 2]), fc.nat(20), (program, bytes) => {
        const order = queueOrder(program);
        const done = new Set<number>();
        const placeOf = new Map(order.map(({ index }, place) => [index, place]));
        const asked = wanted(order, bytes);
        const result = waitForConstants(order, bytes);
        expect(result).toHaveLength(order.length);
        let call = 0;
        for (const entry of result) {
          const place = placeOf.get(entry.index) ?? -1;
          const given = [...order].filter(({ lane, ordinal }) => lane === entry.lane && ordinal < entry.ordinal);
          for (const { index } of given) expect(done).toContain(placeOf.get(index));
          for (const { lane, count } of entry.holds)
            expect(done).toContain(order.findIndex((other) => other.lane === lane && other.ordinal === count - 1));
          for (const reader of asked[place]) expect(done).toContain(reader);
          const more = entry.holds.slice(order[place].holds.length);
          for (const { lane, count } of more)
            expect(asked[place]).toContain(
              order.findIndex((other) => other.lane === lane && other.ordinal === count - 1),
            );
          expect(entry.call).toBeGreaterThanOrEqual(call);
          call = entry.call;
          seen.waited += more.length;
          done.add(place);
        }
      }),
      { numRuns: 200 },
    );
    expect(seen.waited).toBeGreaterThan(100);
  });
});
