import { buildGraph, buildModel, buildValue } from '@openbpu/onnx';
import { decodeModel, writeOnnx } from '@openbpu/onnx';
import { describeInputs } from '../input-metadata';
import { IMAGE_NET, quantizedGraph, resolvedInput } from '../packed.fixture';
import type { OnnxFile } from '../run/open-model';
import { quantisedFace } from './quantised-face';

const read = (bytes: Uint8Array): OnnxFile => {
  const model = decodeModel(bytes);
  return {
    file: 'q.onnx',
    model,
    metadata: Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value ?? ''])),
  };
};
const input = resolvedInput('data', 'rgb', [1, 3, 4, 4]);
const graph = quantizedGraph(IMAGE_NET);
const file = read(writeOnnx(graph.at('quantized', describeInputs([input], 'quantised'))));

it('tells inputs with how they are fed, outputs, and the type of every tensor', () => {
  const { file: name, inputs, outputs, types } = quantisedFace(file);
  expect([name, outputs]).toEqual(['q.onnx', ['out']]);
  expect(inputs).toEqual([{ name: 'data', typeRt: 'rgb', typeTrain: 'rgb', layout: 'NHWC', spaceAndRange: 'regular' }]);
  expect(types.get('data')).toEqual({ dtype: 'int8', shape: [1, 4, 4, 3] });
  expect(types.get('y')).toEqual({ dtype: 'int8', shape: [1, 3, 2, 2] });
  expect(types.get('out')).toEqual({ dtype: 'float32', shape: [1, 12] });
});

it('leaves out what has no full type, and inputs that are not there', () => {
  const strange = {
    ...buildValue('y', 3, [1, 3]),
    type: { tensorType: { elemType: 3, shape: { dim: [{ dimParam: 'n' }] } } },
  };
  const model = {
    ...file.model,
    graph: {
      ...file.model.graph,
      input: [{ name: 'data', metadataProps: [] }],
      valueInfo: [strange, { name: 'z', metadataProps: [] }, { ...buildValue('u', 99, [1]) }],
      output: [{ ...buildValue('out', 1, []), type: { tensorType: { elemType: 1 } } }],
    },
  };
  const { inputs, types, outputs } = quantisedFace({ ...file, model });
  expect([inputs, [...types], outputs]).toEqual([[], [], ['out']]);
  const none = { ...file.model, graph: { ...file.model.graph, input: [] } };
  expect(quantisedFace({ ...file, model: none }).inputs).toEqual([]);
});

it('takes no other ONNX file', () => {
  const at = { name: 'q.onnx', file: 'q.onnx' };
  const foreign = { file: 'q.onnx', model: buildModel({ graph: buildGraph({}) }), metadata: {} };
  expect(() => quantisedFace(foreign)).toThrow(/BRD061 .*is no model that a conversion wrote/);
  const { metadata } = file;
  expect(() => quantisedFace({ ...file, metadata: { ...metadata, 'openbpu.inputs': '{' } })).toThrow(/BRD061/);
  const other = {
    ...file.model,
    metadataProps: file.model.metadataProps.map((entry) =>
      entry.key === 'openbpu.stage' ? { ...entry, value: 'calibrated' } : entry,
    ),
  };
  expect(() => quantisedFace({ ...file, model: other })).toThrow(/BRD061 .*is the calibrated model of a conversion/);
  expect(() => quantisedFace({ ...file, model: other })).toThrow(
    expect.objectContaining({ diagnostics: [expect.objectContaining({ at })] }),
  );
});
