import { verifyGraph } from '@openbpu/ir';
import { decodeModel, encodeModel } from '@openbpu/onnx';
import { Chance } from '../draw/chance';
import { importModel } from '../import-model.fixture';
import { evaluate, noisyBlob } from './layer-laws.fixture';
import { roadSignModel } from './road-sign-model';
import { roadSignNetwork } from './road-sign-network';
import { float32, toNumbers } from '@openbpu/tensor';

const network = roadSignNetwork(new Chance('w'));
const bytes = encodeModel(roadSignModel(network, 'digest'));

it('is ONNX of IR 7 and operator set 13, with the kinds of layers the demo is to show', () => {
  const model = decodeModel(bytes);
  expect(model.irVersion).toBe(7);
  expect(model.opsetImport).toMatchObject([{ domain: '', version: 13 }]);
  const kinds = new Set(model.graph.node.map(({ opType }) => opType));
  expect(kinds).toEqual(
    new Set(['Conv', 'BatchNormalization', 'Clip', 'Add', 'Concat', 'GlobalAveragePool', 'Reshape', 'Gemm']),
  );
});

it('gives the same bytes for the same weights', () => {
  expect(encodeModel(roadSignModel(roadSignNetwork(new Chance('w')), 'digest'))).toEqual(bytes);
  expect(encodeModel(roadSignModel(roadSignNetwork(new Chance('v')), 'digest'))).not.toEqual(bytes);
});

it('computes what the network computes, once imported', async () => {
  const graph = await importModel(bytes);
  expect(verifyGraph(graph)).toEqual([]);
  expect(graph.inputs.map((id) => [id, graph.value(id).type.shape])).toEqual([['image', [1, 3, 64, 64]]]);
  expect(graph.outputs.map((id) => [id, graph.value(id).type.shape])).toEqual([['logits', [1, 10]]]);
  const x = noisyBlob(3, 1, 64, 64, 1);
  const logits = toNumbers(evaluate(graph, [float32([1, 3, 64, 64], x.data)]));
  network.forward(x).data.forEach((value, i) => expect(logits[i]).toBeCloseTo(value, 3));
});
