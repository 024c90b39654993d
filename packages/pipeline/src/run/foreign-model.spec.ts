import { DiagnosticError } from '@openbpu/diagnostics';
import type { Executor } from '@openbpu/runtime';
import { foreignModel } from './foreign-model';

const failing = (error: unknown): Executor => ({
  kind: 'onnx',
  inputs: [],
  outputs: [],
  tappable: new Set(),
  run: () => Promise.reject(error),
  close: async () => {},
});

it('says with the file what the runtime refuses', async () => {
  await expect(
    foreignModel(failing(new Error('Invalid input shape: {1,1}')), 'net.onnx').run(new Map()),
  ).rejects.toThrow(/PIP013 error {3}ONNX Runtime refuses "net\.onnx": Invalid input shape: \{1,1\}\n {2}hint: /);
});

it('lets diagnostics and results pass', async () => {
  const known = new DiagnosticError([{ code: 'ABC001', severity: 'error', message: 'it is wrong', facts: {} }]);
  await expect(foreignModel(failing(known), 'net.onnx').run(new Map())).rejects.toBe(known);
  const outputs = new Map();
  expect(await foreignModel({ ...failing(known), run: async () => outputs }, 'net.onnx').run(new Map())).toBe(outputs);
});
