import { crowdedWork } from './crowded';

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
  const crowded = crowdedWork(work, { crowded: 1.5 });
  expect(crowded).toEqual({
    name: 'm',
    rows: [{ ...work.rows[0], latencyUs: 15 }, work.rows[1], work.rows[2]],
    inferenceUs: 150,
    latencyUs: 185,
  });
});

it.each([{}, { crowded: 1 }])('is the same work for a CPU that is never crowded: %j', (cpu) => {
  expect(crowdedWork(work, cpu)).toBe(work);
});
