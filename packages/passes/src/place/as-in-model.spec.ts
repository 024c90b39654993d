import { inModel } from './as-in-model';

const told = (type: string, kinds: readonly (string | undefined)[], reason?: string) =>
  inModel({ origins: kinds.map((kind) => ({ name: 'n', ...(kind === undefined ? {} : { kind }) })) }, type, reason);

it.each([
  ['Gelu', ['Div', 'Erf', 'Add', 'Mul', 'Mul'], 'Gelu is Div, Erf, Add and Mul in the model'],
  ['Mul', ['Div'], 'Mul is Div in the model'],
  ['Swish', ['Sigmoid', 'Mul'], 'Swish is Sigmoid and Mul in the model'],
])('says what %s was', (type, kinds, was) => expect(told(type, kinds)).toEqual({ was }));

it.each([
  ['Conv', ['Conv', 'BatchNormalization']],
  ['PRelu', ['PReLU']],
  ['Mul', [undefined, '']],
  ['Mul', []],
])('says nothing of %s where the model has it, or nobody knows: %j', (type, kinds) =>
  expect(told(type, kinds)).toEqual({}),
);

it('says it only behind a reason that names the type', () => {
  expect(told('Mul', ['Div'], 'both Mul inputs must be 4-D')).toEqual({ was: 'Mul is Div in the model' });
  expect(told('Mul', ['Div'], 'MatMul: 4-D tensors only')).toEqual({});
});
