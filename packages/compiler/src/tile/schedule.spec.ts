import type { Instruction } from '@openbpu/machine';
import type { Access, Buffer } from '../buffer';
import { FEATURES } from '../features.fixture';
import { attemptWith, contextOf } from './context.fixture';
import { schedule } from './schedule';
import type { Step } from './stage';

const buffer = (name: string, space: Buffer['space']): Buffer => ({ name, space, bytes: 16 });
const view = (of: Buffer): Access => ({ buffer: of, offset: 0, dtype: 'int8', shape: [16], strides: [1] });

const features = { ...FEATURES, alignBytes: 16 };

/** A step that loads from one tensor, works on chip and stores to another. */
function step(work: number, from: Buffer, to: Buffer): Step {
  const [x, y] = [buffer(`x${work}`, 'sram'), buffer(`y${work}`, 'sram')];
  const load: Instruction<Access> = { kind: 'load', x: view(from), y: view(x) };
  return {
    work,
    loads: [load],
    body: [{ kind: 'move', x: view(x), y: view(y) }],
    stores: [{ kind: 'store', x: view(y), y: view(to) }],
    held: [x, y],
  };
}

const [p, q, r] = ['p', 'q', 'r'].map((name) => buffer(name, 'ddr'));
const apart = [step(0, p, q), step(1, p, q), step(2, p, q)];
const order = (steps: readonly Step[], room: number, ahead = true) => {
  const { instructions, works } = schedule(
    steps,
    steps.map(() => 0),
    contextOf({ features, room, attempt: attemptWith({ ahead }) }),
  );
  return instructions.map(({ kind }, at) => kind[0] + works[at]).join(' ');
};

describe('schedule', () => {
  it('loads the next step ahead of the work of this one', () => {
    expect(order(apart, 64)).toBe('l0 l1 m0 s0 l2 m1 s1 m2 s2');
  });

  it('does not where there is no room, or when told not to', () => {
    expect(order(apart, 47)).toBe('l0 m0 s0 l1 m1 s1 l2 m2 s2');
    expect(order(apart, 64, false)).toBe('l0 m0 s0 l1 m1 s1 l2 m2 s2');
  });

  it('waits with what the step has to store first', () => {
    expect(order([step(0, p, q), step(1, q, r)], 1000)).toBe('l0 m0 s0 l1 m1 s1');
  });

  it('waits with what another core has to make first', () => {
    const held = (early: (from: Buffer, work: number) => boolean) =>
      schedule(apart, [0, 0, 0], { ...contextOf({ features, room: 64 }), early }).instructions.map(
        ({ kind }) => kind[0],
      );
    expect(held(() => true).join('')).toBe('llmslmsms');
    expect(held(() => false).join('')).toBe('lmslmslms');
    expect(held((from, work) => from === p && work === 1).join('')).toBe('lmsllmsms');
  });

  it(
    'keeps what the last step held untouched for one more step, or what is being stored, or ' +
      'nothing: as there is room',
    () => {
      const kept = (room: number) =>
        [...schedule(apart, [0, 0, 0], contextOf({ features, room })).keep].map(([{ name }, at]) => [name, at]);
      expect(kept(80)).toEqual([
        ['x0', 5],
        ['y0', 5],
      ]);
      expect(kept(64)).toEqual([['y0', 5]]);
      expect(kept(63)).toEqual([]);
      expect(schedule([], [], contextOf({ features, room: 64 }))).toEqual({
        instructions: [],
        works: [],
        keep: new Map(),
      });
    },
  );
});
