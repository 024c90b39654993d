import { analysed, samplesOf, sharedLanes } from '../net.fixture';
import { measuredErrors, plannedRuns } from './measured-errors';

const lanes = sharedLanes(2);
/** y = round to halves of x rounded to quarters; the output is x, twice rounded. */
const TEXT = `input x: float32[1x1x1x2] NCHW
x_cal: xc = HzCalibration(x) {scales: [0.25], thresholds: [31.75]}
id: i = Identity(xc) bpu id(0) int8/int8
i_cal: y = HzCalibration(i) {scales: [0.5], thresholds: [63.5]}
output y
`;
const samples = samplesOf(
  [
    [1.125, 3],
    [0.75, -2.25],
  ],
  [1, 1, 1, 2],
);

it('measures every list of changes against the float model: noise to signal', async () => {
  let runs = 0;
  const own = { number: 1, steps: { scales: [10] } };
  const lists = [[], [{ off: [1] }], [{ off: [0, 1] }], [{ off: [0] }, { remedies: [own] }]];
  const given = analysed(lanes, { text: TEXT, samples });
  const energy = 1.125 ** 2 + 3 ** 2 + 0.75 ** 2 + 2.25 ** 2;
  const found = await measuredErrors(
    given,
    { outputs: ['y'], count: 2 },
    plannedRuns(given.model, lists),
    () => runs++,
  );
  // Halves to even: 1.125 is 1 in quarters; 0.75 and -2.25 are 1 and -2 in halves; in tens all are 0.
  const expected = [0.125 ** 2 + 0.25 ** 2 + 0.25 ** 2, 0.125 ** 2, 0, energy].map((squared) => squared / energy);
  found.forEach((error, i) => expect(error).toBeCloseTo(expected[i], 9));
  expect([found.length, runs]).toEqual([4, 2 * (4 + 1)]);
});

it('looks at the first samples alone', async () => {
  const given = analysed(lanes, { text: TEXT, samples });
  const [error] = await measuredErrors(given, { outputs: ['y'], count: 1 }, plannedRuns(given.model, [[]]), () => {});
  expect(error).toBeCloseTo(0.125 ** 2 / (1.125 ** 2 + 9), 9);
});

it('runs lists that come to the same switches once', async () => {
  const own = { number: 1, steps: { scales: [10] } };
  const lists = [
    [],
    [{ off: [1] }],
    [{ remedies: [own] }, { off: [1] }],
    [{ remedies: [own] }],
    [{ off: [1] }, { remedies: [own] }],
  ];
  const given = analysed(lanes, { text: TEXT, samples });
  const plan = plannedRuns(given.model, lists);
  expect(plan).toEqual({ remedies: [own], runs: [[0, 1], [0], [0, 1, 2], [0, 2]], runOf: [0, 1, 1, 2, 3] });
  let runs = 0;
  const found = await measuredErrors(given, { outputs: ['y'], count: 2 }, plan, () => runs++);
  expect([found.length, found[1] === found[2], runs]).toEqual([5, true, 2 * (4 + 1)]);
});
