import { Lane } from '@openbpu/runtime';
import { float32, int64, tensorType, toNumbers } from '@openbpu/tensor';
import { feedOf } from './feeds';
import { HAVE_ZOO, NETS, ZOO } from './nets';
import { distance } from './parity';
import { tryNet } from './try-net';

it('feeds what it is told to, the same every time', () => {
  const type = tensorType('float32', [1, 3, 8, 8]);
  const bytes = toNumbers(feedOf(type, { low: 0, high: 255, whole: true }));
  expect(bytes.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true);
  expect(new Set(bytes).size).toBeGreaterThan(50);
  expect(feedOf(type)).toEqual(feedOf(type));
  expect(feedOf(type, undefined, 2)).not.toEqual(feedOf(type));
  expect(feedOf(tensorType('int64', [2]), { low: 3, high: 3 }).data).toEqual(BigInt64Array.of(3n, 3n));
});

it('measures by the largest value, and takes nothing for near that is not a number', () => {
  expect(distance(float32([2], [4, -1]), float32([2], [4, -3]))).toBe(0.5);
  expect(distance(float32([1], [0]), float32([1], [0]))).toBe(0);
  for (const other of [float32([1, 1], [1]), int64([1], [1]), float32([1], [NaN])])
    expect(distance(float32([1], [1]), other)).toBe(Infinity);
  expect(distance(float32([1], [NaN]), float32([1], [NaN]))).toBe(Infinity);
});

const describeWithZoo = HAVE_ZOO ? describe : describe.skip;
if (!HAVE_ZOO) process.stdout.write(`skipped: trained networks: there are none at ${ZOO}\n`);

describeWithZoo('of the networks of others', () => {
  const of = async (name: string) => {
    const lane = new Lane();
    try {
      return await tryNet(
        NETS.find((net) => net.name === name)!,
        lane,
        { marches: ['bayes-e'] },
      );
    } finally {
      await lane.close();
    }
  };

  it.each(['yolo-fastestv2', 'gtcrn'])(
    '%s is what ONNX Runtime says',
    async (name) => {
      const { parity, checked, refused } = await of(name);
      expect(refused).toEqual({});
      expect(parity).toBeLessThanOrEqual(1e-4);
      expect(checked['bayes-e']).toBeGreaterThan(0.5);
    },
    60_000,
  );

  it('one whose way depends on its input is refused by the node', async () => {
    const { refused } = await of('hey_jarvis_v0.1');
    expect(refused['import']?.join()).toMatch(/^IMO005 node "If_32"/);
  });
});
