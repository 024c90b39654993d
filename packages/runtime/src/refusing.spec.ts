import { DiagnosticError, fail } from '@openbpu/diagnostics';
import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { makeTensor } from '@openbpu/tensor';
import { encodeModel, exportModel } from '@openbpu/onnx';
import { LaneFragments } from './fragment-runner';
import { Lane } from './lane/lane';
import { LanePool } from './lane-pool';
import { ReferenceExecutor } from './reference-executor';
import { refusing } from './refusing';
import { RUNTIME } from './catalogue';

const GRAPH = parseGraph(
  'input x: int16[2]\ninput y: int16[2]\nm: z = OnnxOp(x, y) ' +
    '{domain: "", opType: "Max", opset: 13, attributes: {}, outputTypes: [{dtype: "int16", shape: [2]}]}\noutput z',
  standardOps(),
  'imported',
);

const FEEDS = new Map(['x', 'y'].map((id) => [id, makeTensor('int16', [2], Int16Array.of(1, -32768))]));

it('makes a diagnostic of what ONNX Runtime says, and lets diagnostics pass', () => {
  expect(() => refusing('net')(new Error(' no kernel\n'))).toThrow(/RUN005 error {3}.*"net": no kernel\n/);
  expect(() => refusing('net')('no kernel')).toThrow(DiagnosticError);
  const other = (): never => fail(RUNTIME.notFed({ input: 'x' }));
  expect(() => {
    try {
      other();
    } catch (error) {
      refusing('net')(error);
    }
  }).toThrow(/RUN001/);
});

it('refuses a fragment that has no kernel, and closes all the same', async () => {
  const lane = new Lane();
  const fragments = new LaneFragments(lane);
  try {
    await expect(new ReferenceExecutor(GRAPH, fragments.run).run(FEEDS)).rejects.toThrow(/RUN005.*"m": .*Max\(13\)/s);
    await fragments.close();
  } finally {
    await lane.close();
  }
});

it('refuses a model that the lanes of a pool do not take', async () => {
  const pool = new LanePool(1);
  try {
    await expect(pool.open(encodeModel(exportModel(GRAPH)))).rejects.toThrow(/RUN005.*Max/s);
  } finally {
    await pool.close();
  }
});
