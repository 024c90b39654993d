import { campaign, sizeOfSeed } from './campaign';
import { randomFloatGraph } from './random-float-graph';

/** How many graphs are drawn; a long series: OPENBPU_RUNS=5000. */
const RUNS = Number(process.env.OPENBPU_RUNS ?? 50);

/** A graph of the series takes about 0.05 s; this is far beyond. */
const MILLISECONDS_PER_GRAPH = 500;

describe('the reference, ONNX Runtime and the .bin agree, bit for bit', () => {
  it(
    `on ${RUNS} random graphs`,
    async () => {
      const { failures, agreed, compared } = await campaign(0, RUNS);
      expect(failures).toEqual([]);
      expect(agreed).toBeGreaterThan(RUNS * 0.8);
      expect(compared).toBeGreaterThan(RUNS * 1000);
    },
    60_000 + RUNS * MILLISECONDS_PER_GRAPH,
  );
});

describe('a random graph', () => {
  it('is the same for the same seed, and grows node by node', () => {
    for (const seed of [0, 7, 123]) {
      const larger = randomFloatGraph(seed, 9);
      expect(randomFloatGraph(seed, 9)).toEqual(larger);
      const smaller = randomFloatGraph(seed, 4);
      expect(larger.nodes.slice(0, smaller.nodes.length)).toEqual(smaller.nodes);
    }
    expect(Array.from({ length: 100 }, (_, seed) => sizeOfSeed(seed)).filter((size) => size < 1 || size > 14)).toEqual(
      [],
    );
  });
});
