import { type Attempt, bestAttempt } from './best-attempt';

const METHODS = ['max', 'max-percentile:percentile=0.99995', 'kl'];
const judged = (max: number | null, kl: number, winner: string) => [
  { method: 'max', cosine: max },
  { method: METHODS[1], cosine: 0.5 },
  { method: 'kl', cosine: kl },
  { method: winner, cosine: 0.9999 },
];
const tried = async (...attempts: readonly Attempt[]) => {
  const asked: (readonly string[])[] = [];
  const best = await bestAttempt(METHODS, (methods) => {
    asked.push(methods);
    return Promise.resolve(attempts[asked.length - 1]);
  });
  return { place: attempts.indexOf(best), asked };
};
const KL = { method: 'kl,corrected', candidates: judged(0.999, 0.98, 'kl,corrected') };
const MAX = { method: 'max,rounded', candidates: judged(0.999, 0.98, 'max,rounded').filter((_, i) => i !== 2) };

it('takes the first attempt where it comes through', async () => {
  const first = { ...KL, converted: 0.998 };
  expect(await tried(first)).toEqual({ place: 0, asked: [METHODS] });
});

it('tries the others where one of them had less than half of the error', async () => {
  const first = { ...KL, method: 'equalised,kl', converted: 0.9979 };
  const { place, asked } = await tried(first, { ...MAX, converted: 0.9985 });
  expect(asked).toEqual([METHODS, METHODS.slice(0, 2)]);
  expect(place).toBe(1);
});

it('stays with the first where the others come to less', async () =>
  expect((await tried({ ...KL, converted: 0.99 }, { ...MAX, converted: 0.98 })).place).toBe(0));

it('gives up on what has no number, and takes it where nothing has one', async () => {
  expect((await tried({ ...KL, converted: NaN }, { ...MAX, converted: 0.1 })).place).toBe(1);
  const none = { method: 'max', candidates: [{ method: 'kl', cosine: null }], converted: 0.9 };
  expect(await tried(none)).toEqual({ place: 0, asked: [METHODS] });
});
