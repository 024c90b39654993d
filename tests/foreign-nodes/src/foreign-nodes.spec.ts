import { campaign, drawNode } from './campaign';
import { MAKERS } from './makers/all';

/** How many seeds every maker is tried with; a long series: OPENBPU_RUNS=500. */
const RUNS = Number(process.env.OPENBPU_RUNS ?? 12);

/** A model takes some milliseconds; this is far beyond. */
const MILLISECONDS_PER_MODEL = 100;

describe('imported, tidied and written again, a foreign node means what ONNX Runtime says', () => {
  it(
    `for ${RUNS} models of each of ${Object.keys(MAKERS).length} families`,
    async () => {
      const { failures, refused, models, agreed } = await campaign(0, RUNS);
      expect(failures).toEqual([]);
      expect(refused).toEqual([]);
      expect(agreed).toBeGreaterThan(models * 0.95);
    },
    60_000 + RUNS * Object.keys(MAKERS).length * MILLISECONDS_PER_MODEL,
  );
});

it('draws the same model for the same seed', () => {
  for (const kind of Object.keys(MAKERS)) expect(drawNode(kind, 5)).toEqual(drawNode(kind, 5));
});
