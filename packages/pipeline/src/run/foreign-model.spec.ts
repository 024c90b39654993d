import { DiagnosticError } from '@openbpu/diagnostics';
import type { Executor } from '@openbpu/runtime';
import { foreignModel } from './foreign-model';

const failing = (error: unknown): Executor => ({
  kind: 'onnx',
  inputs: [],
  outputs: [],
  tappable: new Set(['t']),
  run: () => Promise.reject(error),
  close: async () => {},
});

it('says with the file what the runtime refuses', async () => {
  await expect(
    foreignModel(failing(new Error('Invalid input shape: {1,1}')), 'net.onnx').run(new Map()),
  ).rejects.toThrow(/PIP013 error {3}ONNX Runtime refuses "net\.onnx": Invalid input shape: \{1,1\}\n {2}hint: /);
});

it('says of the file what is thrown, though it is no error', async () => {
  const refused = foreignModel(failing('out of memory'), 'net.onnx').run(new Map());
  await expect(refused).rejects.toThrow(/PIP013 error {3}ONNX Runtime refuses "net\.onnx": out of memory/);
  await expect(refused).rejects.toMatchObject({ diagnostics: [{ at: { name: 'net.onnx' } }], cause: 'out of memory' });
});

it('is the model in everything else', async () => {
  let closed = 0;
  const model = { ...failing(undefined), close: async () => void closed++ };
  const { kind, inputs, outputs, tappable, close } = foreignModel(model, 'net.onnx');
  expect([kind, inputs, outputs, tappable]).toEqual(['onnx', [], [], new Set(['t'])]);
  await close();
  expect(closed).toBe(1);
});

it('lets diagnostics and results pass', async () => {
  const known = new DiagnosticError([{ code: 'ABC001', severity: 'error', message: 'it is wrong', facts: {} }]);
  await expect(foreignModel(failing(known), 'net.onnx').run(new Map())).rejects.toBe(known);
  const outputs = new Map();
  expect(await foreignModel({ ...failing(known), run: async () => outputs }, 'net.onnx').run(new Map())).toBe(outputs);
});
