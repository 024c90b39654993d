import { CollectingSink } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { realOutputs, tellOfOutputs } from './output-types';
import type { PlacementRequests } from './requests';

const NET = parseGraph(
  'input x: float32[1x2x2x2] NCHW\nconst w: float32[2x2x1x1] = seed 1\n' +
    'c: y = Conv(x, w) {kernel: [1, 1]} bpu id(0) int8/int8\n' +
    'a: i = ArgMax(y) {axis: 1, keepdims: true} bpu id(0) int8/int8\n' +
    's: p = Softmax(y) {axis: 1} cpu "no"\noutput p\noutput i\noutput y\noutput x',
  standardOps(),
  'optimized',
);

it('finds the reals that the BPU gives, in the order of the outputs', () => {
  expect(realOutputs(NET, ({ placement }) => placement?.on === 'bpu')).toEqual(['y']);
  expect(realOutputs(NET, () => true)).toEqual(['p', 'y']);
  expect(realOutputs(NET, () => false)).toEqual([]);
});

it.each([
  [undefined, 'node_info', []],
  [
    'int8',
    'node_info',
    [
      [
        'PAS041 warning optimization asks for int8 outputs, and "p" stays float32: "s" gives it on the CPU',
        'put "s" on the BPU (node_info) where the march has it there, or end the model before it (output_nodes)',
      ],
      ['PAS042 note output "i" is int64 and stays as it is: its elements stand for no reals', undefined],
      [
        'PAS041 warning optimization asks for int8 outputs, and "x" stays float32: it is an input of the model',
        'leave it out of the outputs, or read it as float32',
      ],
    ],
  ],
  ['int16', 'run_on_bpu', [[/int16 outputs, and "p"/, /\(run_on_bpu\)/], [/PAS042/], [/int16 outputs, and "x"/]]],
] as const)('tells of outputs that cannot be %s', (outputType, key, said) => {
  const sink = new CollectingSink();
  tellOfOutputs(NET, { ...(outputType ? { outputType } : {}) } satisfies PlacementRequests, key, sink);
  const found = sink.diagnostics.map(({ code, severity, message, hint }) => [`${code} ${severity} ${message}`, hint]);
  expect(found).toHaveLength(said.length);
  said.forEach((texts, i) =>
    texts.forEach((text, j) =>
      text instanceof RegExp ? expect(found[i][j]).toMatch(text) : expect(found[i][j]).toBe(text),
    ),
  );
});
