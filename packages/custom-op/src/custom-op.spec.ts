import { type CustomOpSpec, defineCustomOp, isCustomOp, operatorName } from './custom-op';

const SPEC: CustomOpSpec<object> = { domain: 'com.example', type: 'A', infer: () => [], evaluate: () => [] };
const defined = (change: object) => () => defineCustomOp({ ...SPEC, ...change });

it('is known by its brand', () => {
  const op = defineCustomOp(SPEC);
  expect(op).toMatchObject(SPEC);
  expect([op, { ...op }, SPEC, undefined, null, 'x', () => op].map(isCustomOp)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(operatorName(op)).toBe('com.example.A');
});

it.each(['', 'ai.onnx', 'ai.openbpu', 5])('refuses the domain %j', (domain) =>
  expect(defined({ domain })).toThrow(/a domain of its own, such as "com.example", not/),
);

it.each(['', 'A B', 'a.b', undefined])('refuses the type %j', (type) =>
  expect(defined({ type })).toThrow(/a word such as "MyOp", not/),
);

it('refuses one without a function, and lower without nodes', () => {
  expect(defined({ infer: undefined })).toThrow('com.example.A lacks the function infer');
  expect(defined({ evaluate: 1 })).toThrow('com.example.A lacks the function evaluate');
  expect(defined({ lower: true })).toThrow(/lower: true and has no function onnx/);
  expect(defined({ lower: true, onnx: () => [] })).not.toThrow();
  expect(defined({ domain: 'ai.onnx.mine' })).not.toThrow();
});
