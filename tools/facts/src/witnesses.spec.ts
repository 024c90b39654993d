import { probeOf } from './probe-nodes';
import type { MarchFacts } from './read-facts';
import { witnessesOf } from './witnesses';

const facts = (op: string, ...rules: { id: string; expr: string; when?: string }[]): MarchFacts => ({
  schema: 1,
  march: 'm',
  counts: {},
  int16_supported: true,
  general: { bpu_rules: [] },
  operators: [
    {
      op,
      class: 'bpu',
      default_device: 'bpu',
      bpu: { supported: true, mechanism: 'native', rules: rules.map((rule) => ({ ...rule, reason: 'r' })) },
    },
  ],
});

it('stands on both sides of a limit, along each size that can cross it', () => {
  const found = witnessesOf(facts('MaxPool', { id: 'kernel', expr: 'kernel_h <= 5 && kernel_w <= 7' }));
  expect(found.map(({ rule, keeps }) => [rule, keeps])).toEqual([
    ['m/MaxPool/kernel', true],
    ['m/MaxPool/kernel', false],
    ['m/MaxPool/kernel', true],
    ['m/MaxPool/kernel', false],
  ]);
  expect(found.map(({ text }) => text.match(/kernel: \[\d+, \d+\]/)?.[0])).toEqual([
    'kernel: [5, 2]',
    'kernel: [6, 2]',
    'kernel: [2, 7]',
    'kernel: [2, 8]',
  ]);
});

it('finds nothing where a rule does not speak of the probe, or names what a probe has not', () => {
  expect(witnessesOf(facts('MaxPool', { id: 'a', expr: 'kernel_h <= 5', when: 'dilation_h > 1' }))).toEqual([]);
  expect(witnessesOf(facts('MaxPool', { id: 'a', expr: 'isPow2(kernel_h)' }))).toEqual([]);
  expect(witnessesOf(facts('LSTM', { id: 'a', expr: 'rank <= 3' }))).toEqual([]);
});

it('writes no node too large to be tried', () => {
  expect(witnessesOf(facts('MaxPool', { id: 'bytes', expr: 'c <= 100000000' }))).toEqual([]);
});

it('knows the channels of a kernel, which a convolution and a transposed one hold the other way round', () => {
  const sizes = { ...probeOf('Conv')!.base, c: 6, kernel_n: 5 };
  expect(['kernel_n', 'kernel_c', 'out_c'].map((name) => probeOf('Conv')!.scope(sizes).get(name))).toEqual([5, 6, 5]);
  const other = { ...probeOf('ConvTranspose')!.base, c: 6, out: 5 };
  const scope = probeOf('ConvTranspose')!.scope(other);
  expect(['kernel_n', 'kernel_c', 'out_c'].map((name) => scope.get(name))).toEqual([6, 5, 5]);
});
