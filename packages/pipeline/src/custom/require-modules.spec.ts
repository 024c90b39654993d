import { type AnyCustomOp, CustomOps, defineCustomOp } from '@openbpu/custom-op';
import { buildFunction, buildGraph, buildModel, buildNode } from '@openbpu/onnx';
import { requireModules, requireOperators } from './require-modules';

const op = defineCustomOp({ domain: 'com.example', type: 'A', infer: () => [], evaluate: () => [] }) as AnyCustomOp;
const given = (module: string, sha256: string, ops: readonly AnyCustomOp[] = [op]) => ({
  file: `/${module}`,
  module,
  stem: module.replace('.ts', ''),
  sha256,
  ops,
  exports: {},
});
const USE = { op: 'com.example.A', module: 'a.ts', sha256: '1', needed: true };
const required =
  (...modules: ReturnType<typeof given>[]) =>
  () =>
    requireModules('m.bin', [USE], new CustomOps(modules));

it('takes the very module, whatever it is called', () => {
  expect(required(given('a.ts', '1'))).not.toThrow();
  expect(required(given('b.ts', '1', []))).not.toThrow();
});

it('tells of one that is missing, or another one', () => {
  expect(required()).toThrow(
    /PIP090 .*"m\.bin" has the custom operator com\.example\.A, which the module "a\.ts" runs/,
  );
  expect(required(given('b.ts', '2', []))).toThrow(/PIP090/);
  expect(required(given('b.ts', '2'))).toThrow(/PIP091 [^]*convert the model again with "b\.ts"/);
  expect(required(given('a.ts', '2', []))).toThrow(/PIP091 .*another module "a\.ts" for com\.example\.A/);
});

it('asks for none that is not needed', () =>
  expect(() => requireModules('m.bin', [{ ...USE, needed: false }], new CustomOps())).not.toThrow());

it('looks through the nodes of anybody’s model', () => {
  const node = (domain: string, opType: string) => buildNode({ domain, opType, input: [], output: [] });
  const model = (domain: string, opType: string, functions = [buildFunction({ domain: 'own', name: 'F' })]) =>
    buildModel({ graph: buildGraph({ node: [node('', 'Relu'), node(domain, opType)] }), functions });
  const looked =
    (domain: string, opType: string, ops = new CustomOps()) =>
    () =>
      requireOperators('m.onnx', model(domain, opType), ops);
  for (const domain of ['', 'ai.onnx', 'ai.onnx.ml', 'com.microsoft', 'com.microsoft.nchwc'])
    expect(looked(domain, 'X')).not.toThrow();
  expect(looked('own', 'F')).not.toThrow();
  expect(looked('own', 'G')).toThrow(/PIP090 .*own\.G, and no module that gives it is named/);
  expect(looked('com.example', 'A')).toThrow(/PIP090/);
  expect(looked('com.example', 'A', new CustomOps([given('a.ts', '1')]))).not.toThrow();
});
