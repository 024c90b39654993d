import { fill, load, store, together } from './cores.fixture';
import type { Program } from './program';
import { verifyProgram } from './verify-program';

const wait = (core: number) => ({ kind: 'wait', core, from: 'dma', to: 'dma' }) as const;
const GOOD = together([
  [0, fill(0)],
  [0, { kind: 'sync', from: 'vector', to: 'dma' }],
  [0, store(0, 0)],
  [1, wait(0)],
  [1, load(0, 0)],
]);
const why = (more: Partial<Program>) => verifyProgram({ ...GOOD, ...more })?.why;
const [CALL] = GOOD.calls;

describe('what several cores have to keep to', () => {
  it('has nothing against cores in step', () => {
    expect(verifyProgram(GOOD)).toBeUndefined();
  });

  it('finds a token that is missing', () => {
    const { instructions, cores } = CALL;
    const calls = [{ ...CALL, instructions: instructions.toSpliced(3, 1), cores: cores!.toSpliced(3, 1) }];
    expect(verifyProgram({ ...GOOD, calls })).toEqual({
      where: 'c0, instruction 3 (load)',
      why:
        'queue dma of core 1 meets in memory what instruction 2 of the program does on queue dma of core 0, ' +
        'without a token between them',
    });
  });

  it('counts instructions within their call', () => {
    const calls = [
      { ...CALL, name: 'before' },
      { ...CALL, instructions: [fill(0), store(0, 0)], cores: [0, 0] },
    ];
    expect(verifyProgram({ ...GOOD, calls })?.where).toBe('c0, instruction 1 (store)');
  });

  it('finds a lane that runs too far ahead', () => {
    const calls = [Array.from({ length: 2050 }, (_, i) => [i < 2049 ? 0 : 1, load(0, 0)] as const)];
    expect(verifyProgram(together(...calls))?.why).toBe(
      'queue dma of core 0 is too many instructions ahead of the last token that queue dma of core 1 was given for it',
    );
  });

  it.each<[string, Partial<Program>, RegExp]>([
    ['one core', { cores: 1 }, /1 cores/],
    ['too many cores', { cores: 17 }, /17 cores/],
    ['a call without cores', { calls: [{ name: 'c', instructions: [] }] }, /have none where there are several/],
    ['too few cores', { calls: [{ ...CALL, cores: [0, 0, 0, 1] }] }, /4 cores for 5 instructions/],
    ['a core that is not there', { calls: [{ ...CALL, cores: [0, 0, 0, 1, 2] }] }, /no core 2/],
    [
      'waiting for a core that is not there',
      { calls: [{ ...CALL, instructions: [wait(2)], cores: [1] }] },
      /no core 2/,
    ],
    [
      'a core waiting for itself',
      { calls: [{ ...CALL, instructions: [wait(1)], cores: [1] }] },
      /core 1 need not wait/,
    ],
    ['what is not on chip', { calls: [{ ...CALL, instructions: [store(0, 0)], cores: [1] }] }, /has not written/],
  ])('finds %s', (_, more, message) => {
    expect(why(more)).toMatch(message);
  });

  it('lets a program of one core have no cores, and read nothing of an earlier call', () => {
    const one = (...calls: Program['calls']) => {
      const { cores: _, ...rest } = GOOD;
      return verifyProgram({ ...rest, calls })?.why;
    };
    const [whole, first, second] = [[load(0, 0), store(0, 0)], [load(0, 0)], [store(0, 0)]];
    expect(one({ name: 'a', instructions: whole })).toBeUndefined();
    expect(one({ name: 'a', instructions: second })).toBeUndefined();
    expect(one({ name: 'a', instructions: first }, { name: 'b', instructions: second })).toMatch(/has not written/);
    expect(one({ name: 'a', instructions: whole, cores: [0, 0] })).toMatch(/has cores|have cores/);
    expect(one({ name: 'a', instructions: [wait(0)] })).toMatch(/need not wait/);
    expect(one({ name: 'a', instructions: [wait(1)] })).toMatch(/no core 1/);
  });
});
