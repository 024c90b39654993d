import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DiagnosticError } from '@openbpu/diagnostics';
import { encodeModel } from '@openbpu/onnx';
import { floats, model, node } from './model.fixture';
import { readSource } from './read-source';

it('reads the model, with the shapes the user gives', async () => {
  const file = path.join(tmpdir(), `read-source-${process.pid}.onnx`);
  writeFileSync(file, encodeModel(model({ nodes: [node('Relu', ['x'], ['y'])], inputs: { x: floats(2) } })));
  const inputShapes = new Map([['x', [3]]]);
  const read = await readSource({ kind: 'onnx', model: file, inputShapes });
  expect([read?.file, read?.inputShapes, read?.model.graph.node[0].opType]).toEqual([file, inputShapes, 'Relu']);
});

it('gives nothing for another format', async () => {
  expect(await readSource({ kind: 'caffe', prototxt: 'a', caffemodel: 'b' })).toBeUndefined();
});

it('complains with the file', async () => {
  const file = path.join(tmpdir(), `read-source-${process.pid}.txt`);
  writeFileSync(file, 'layer { name: "data" }');
  await expect(readSource({ kind: 'onnx', model: file })).rejects.toThrow(DiagnosticError);
  await expect(readSource({ kind: 'onnx', model: file })).rejects.toThrow(file);
});
