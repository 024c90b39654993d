import { GUIDE_RANKS } from './findings.fixture';
import { sensitivityText, sensitivityTexts } from './sensitivity-text';

it('is the table of the guide', () => {
  const lines = sensitivityText(GUIDE_RANKS).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    '==========================node==========================',
    'Node        cosine-similarity   mse',
    '--------------------------------------------------------',
    'Conv_3      0.999009567957658   0.027825591154396534',
    'MaxPool_2   0.9993462241612948  0.017706592209064044',
  ]);
  expect(lines).toHaveLength(14);
  expect(lines.at(-1)).toBe('Gemm_17     0.9999913985912616  0.0002379088904350423');
});

it('holds the kind in the middle, long names whole, and stands without a node', () => {
  const metrics = ['mse'] as const;
  const long = 'n'.repeat(80);
  const nodes = new Map([[long, new Map([['mse', 1] as const])]]);
  const lines = sensitivityText({ kind: 'weight', metrics, nodes, samples: 1 }).split('\n');
  expect([lines[0].length, lines[2].length]).toEqual([87, 87]);
  expect(lines[0]).toBe(`${'='.repeat(40)}weight${'='.repeat(41)}`);
  expect(lines[3]).toBe(`${long}  1.0`);
  const none = sensitivityText({ kind: 'activation', metrics, nodes: new Map(), samples: 1 });
  expect(none).toBe('activation=\nNode  mse\n-----------');
});

it('gives values as text under their metrics, in their order', () => {
  const values = new Map([
    ['mse', 0.5],
    ['cosine-similarity', 1],
  ] as const);
  expect(Object.entries(sensitivityTexts(values))).toEqual([
    ['mse', '0.5'],
    ['cosine-similarity', '1.0'],
  ]);
});
