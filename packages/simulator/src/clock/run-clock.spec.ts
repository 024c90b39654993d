import type { Instruction } from '@openbpu/machine';
import { FEATURES, gemm, load, program, requant, store } from './clock.fixture';
import { runClock } from './run-clock';

const token = (from: 'dma' | 'tensor' | 'vector', to: 'dma' | 'tensor' | 'vector'): Instruction => ({
  kind: 'sync',
  from,
  to,
});
const starts = (...calls: (readonly Instruction[])[]) =>
  runClock(program(calls), FEATURES).instructions.map(({ start }) => start);
const cycles = (...calls: (readonly Instruction[])[]) => runClock(program(calls), FEATURES).cycles;

describe('runClock', () => {
  it('lets queues work at the same time, each in order', () => {
    expect(starts([load(0), load(1600), gemm(3200, 4800), requant(6400, 8000)])).toEqual([100, 216, 100, 100]);
    expect(cycles([load(0), load(1600), gemm(3200, 4800)])).toBe(100 + 2 * 116);
  });

  it('holds a queue at a token until the other has done what it was given before, no more', () => {
    expect(starts([load(0), token('dma', 'tensor'), load(1600), gemm(0, 4800)])).toEqual([100, 216, 216]);
    expect(starts([load(0), load(1600), token('dma', 'tensor'), gemm(0, 4800)])).toEqual([100, 216, 332]);
    expect(starts([load(0), token('dma', 'tensor'), gemm(0, 1600), token('tensor', 'dma'), store(1600)])).toEqual([
      100, 216, 282,
    ]);
  });

  it('does not make a queue wait for what another only waits for itself', () => {
    expect(starts([load(0), token('dma', 'tensor'), token('tensor', 'vector'), requant(6400, 8000)])).toEqual([
      100, 100,
    ]);
  });

  it('starts a call when all of the one before it is done', () => {
    expect(starts([load(0), gemm(1600, 3200)], [requant(1600, 3200)])).toEqual([100, 100, 316]);
    expect(cycles([], [])).toBe(200);
    expect(cycles()).toBe(0);
  });
});
