import { crowdedWork, crowding } from './crowded';

const work = {
  name: 'm',
  rows: [
    { on: 'CPU', latencyUs: 10, cores: 0, callsUs: [], name: 'a' },
    { on: 'BPU', latencyUs: 20, cores: 2, callsUs: [5, 15], name: 'b' },
    { on: 'CPU', latencyUs: 0, cores: 0, callsUs: [], name: 'c' },
  ],
  inferenceUs: 100,
  latencyUs: 130,
} as const;

it('makes the work of the CPU longer, and the constant, and leaves the BPU alone', () => {
  const crowded = crowdedWork(work, 1.5);
  expect(crowded).toEqual({
    name: 'm',
    rows: [{ ...work.rows[0], latencyUs: 15 }, work.rows[1], work.rows[2]],
    inferenceUs: 150,
    latencyUs: 185,
  });
});

it('is the same work for a CPU that is not crowded', () => {
  expect(crowdedWork(work, 1)).toBe(work);
});

it('is crowded in proportion to the cores that are wanted, and never below 1', () => {
  const times = (cpu: { cores: number; crowded?: number }) => [1, 2, 3, 4, 8].map((frames) => crowding(cpu, frames));
  expect(times({ cores: 4, crowded: 1.5 })).toEqual([1, 1, 1.125, 1.5, 1.5]);
  expect(times({ cores: 8, crowded: 2 })).toEqual([1, 1, 1, 1, 2]);
  expect(times({ cores: 1, crowded: 1.5 })).toEqual([1, 1.5, 1.5, 1.5, 1.5]);
  expect(times({ cores: 4 })).toEqual([1, 1, 1, 1, 1]);
});
