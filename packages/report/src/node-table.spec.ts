import type { RunRecord } from '@openbpu/record';
import { checkerTable, outputHeading, outputTable, quantisedNodeTable } from './node-table';

const conv = {
  node: '/stage3.10/rbr_reparam/Conv',
  on: 'BPU',
  subgraph: 0,
  type: 'HzSQuantizedConv',
  inType: 'int8',
  outType: 'int8',
  cosine: 0.999968,
  threshold: 127,
  origins: [],
} as const;
const pool = { ...conv, node: '/gap/GlobalAveragePool', type: 'HzSQuantizedGlobalAveragePool' };
const reshape: RunRecord['nodes'][number] = {
  node: '/linear/Gemm_reshape_output',
  on: 'CPU',
  subgraph: null,
  type: 'Reshape',
  inType: 'float',
  outType: 'float',
  origins: [],
  because: { code: 'PAS004', severity: 'note', message: 'nothing quantised stands after it', facts: {} },
};

it('lays the checker table out as the guide does, with the reason under CPU nodes', () => {
  const line = (cells: readonly string[]) =>
    cells[0].padEnd(29) + cells[1].padEnd(5) + cells[2].padEnd(10) + cells[3].padEnd(31) + cells[4].padEnd(17);
  expect(checkerTable([conv, pool, reshape]).split('\n')).toEqual([
    '='.repeat(92),
    line(['Node', 'ON', 'Subgraph', 'Type', 'In/Out DataType']),
    '-'.repeat(92),
    line(['/stage3.10/rbr_reparam/Conv', 'BPU', 'id(0)', 'HzSQuantizedConv', 'int8/int8']),
    line(['/gap/GlobalAveragePool', 'BPU', 'id(0)', 'HzSQuantizedGlobalAveragePool', 'int8/int8']),
    line(['/linear/Gemm_reshape_output', 'CPU', '--', 'Reshape', 'float/float']),
    '    because: nothing quantised stands after it',
  ]);
});

it('says which subgraphs a CPU node opens, behind the reason', () => {
  const reason = (node: RunRecord['nodes'][number]) => checkerTable([node]).split('\n').at(-1);
  expect(reason({ ...reshape, opens: [1, 3] })).toBe(
    '    because: nothing quantised stands after it; opens id(1), id(3)',
  );
  const { because: _, ...silent } = reshape;
  expect(reason({ ...silent, opens: [1] })).toMatch(/^\/linear/);
});

it('prints cosines and thresholds to six places, and -- where there is none', () => {
  const [, , , first, second] = quantisedNodeTable([conv, reshape]).split('\n');
  expect(first).toMatch(/HzSQuantizedConv +0\.999968 +127\.000000 +int8\/int8/);
  expect(second).toMatch(/Reshape +-- +-- +float\/float/);
});

it('keeps the end of names that are too long', () => {
  const node = '/stage1.0/nonlinearity/Relu_output_0_calibrated_pad__x';
  expect(checkerTable([{ ...conv, node }])).toContain(`...${node.slice(-47)}  BPU`);
});

it('prints distances, null as --', () => {
  const table = outputTable([
    { name: '/linear/Gemm', cosine: 0.768926, l1: 1.5032, l2: 0.060809, chebyshev: 8.068202 },
    { name: 'b', cosine: null, l1: 0, l2: 0, chebyshev: 0 },
  ]);
  expect(table).toContain('/linear/Gemm  0.768926           1.503200     0.060809     8.068202            ');
  expect(table).toMatch(/b +-- +0\.000000/);
});

it('says what the distances are means of', () => {
  const proof = { samples: 20, nodeSamples: 1 };
  expect(outputHeading({ proof })).toBe(
    'The quantify model output (means over the first 20 calibration samples; L1 is mean |d|, L2 is the norm of d ' +
      'divided by the number of elements):',
  );
  const calibration = { noise: true, method: 'max', candidates: [], samples: 1 };
  expect(outputHeading({ proof, calibration })).toContain('(means over noise, in place of samples; L1 is');
  const loaded = { loaded: true, method: 'load', candidates: [], samples: 0 };
  expect(outputHeading({ proof, calibration: loaded })).toContain('(means over noise, in place of samples; L1 is');
  expect(outputHeading({})).toContain('output (L1 is');
});

it('says under CPU nodes what to do, and what it costs', () => {
  const because = {
    code: 'PAS002',
    severity: 'note',
    message: 'too large',
    hint: 'make it smaller',
    facts: {},
  } as const;
  const node = { ...reshape, because, opens: [1], cost: { cpuUs: 1000, crossingUs: 0 } };
  expect(checkerTable([node]).split('\n').slice(-3)).toEqual([
    '    because: too large; opens id(1)',
    '    hint: make it smaller',
    '    costs: 1.000 ms on the CPU',
  ]);
  expect(quantisedNodeTable([node])).not.toContain('hint');
});
