import { setMembers } from './set-members';

it('takes classes in turn, under names that sort like the set', () => {
  const members = setMembers('test', { count: 23, seed: 5 });
  expect(members.map(({ classIndex }) => classIndex).slice(8, 12)).toEqual([8, 9, 0, 1]);
  expect(members.map(({ name }) => name)).toEqual(members.map(({ name }) => name).sort());
  expect(setMembers('test', { count: 0, seed: 5 })).toEqual([]);
});

it('never gives one seed to two sets', () => {
  const seeds = (['train', 'test', 'calibration'] as const).flatMap((set) =>
    [1, 2, 12].flatMap((seed) => setMembers(set, { count: 50, seed }).map((member) => member.seed)),
  );
  expect(new Set(seeds).size).toBe(450);
});
