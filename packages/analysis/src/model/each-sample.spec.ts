import { samplesOf } from '../net.fixture';
import { eachSample } from './each-sample';

const samples = samplesOf([[1], [2], [3], [4]], [1]);
const after = (turns: number) => new Promise((resolve) => setTimeout(resolve, 3 * turns));

it('gives what it finds in the order of the samples, whoever ends first', async () => {
  const found = await eachSample(samples, 3, 3, async (feeds, index) => {
    await after(3 - index);
    return feeds.get('x')!.data[0];
  });
  expect(found).toEqual([1, 2, 3]);
});

it.each([1, 2, 4, 9, 0])('works on %s at the same time, and on no more', async (atOnce) => {
  let [now, most] = [0, 0];
  const seen: number[] = [];
  await eachSample(samples, 4, atOnce, async (_, index) => {
    most = Math.max(most, ++now);
    seen.push(index);
    await after(1);
    now--;
  });
  expect(most).toBe(Math.min(Math.max(atOnce, 1), 4));
  expect(seen.sort()).toEqual([0, 1, 2, 3]);
});

it('throws what the work throws, and looks at nothing where there is nothing', async () => {
  await expect(eachSample(samples, 4, 2, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await eachSample(samples, 0, 2, () => Promise.reject(new Error('no')))).toEqual([]);
});
