import type { ArtifactHeader, ArtifactInput } from '@openbpu/artifact';
import { reachOf } from './reach-of';

const step = (kind: 'bpu' | 'cpu' | 'edge', from: string, to: string): ArtifactHeader['steps'][number] => ({
  kind,
  name: to,
  op: 'x',
  inputs: [from],
  outputs: [to],
  sections: [],
  removable: false,
});
const tensor = (dtype: 'int8' | 'int16' | 'int32' | 'float32', ...scale: number[]) => ({
  dtype,
  shape: [1],
  layout: 'none' as const,
  ...(scale.length > 0 ? { scale } : {}),
});
const data = { name: 'data' } as ArtifactInput;
const STEPS = [step('edge', 'data', 't'), step('edge', 't', 'q'), step('bpu', 'q', 'y')];

it.each([
  ['the first integers', STEPS, { t: tensor('float32'), q: tensor('int8', 2), y: tensor('int8', 100) }, 254],
  ['16 bits', STEPS, { t: tensor('float32'), q: tensor('int16', 0.5), y: tensor('int8', 100) }, 16383.5],
  ['the largest of channels', STEPS, { t: tensor('float32'), q: tensor('int8', 1, -3, 2), y: tensor('int8') }, 381],
  ['nothing behind a segment', [step('bpu', 'data', 'y')], { y: tensor('int8', 2) }, 1],
  ['nothing of other nodes', [step('cpu', 'other', 'y')], { y: tensor('int8', 2) }, 1],
  ['no sums', STEPS, { t: tensor('int32', 5), q: tensor('float32'), y: tensor('int8') }, 1],
  ['no scale that is 0 or endless', STEPS, { t: tensor('int8', 0), q: tensor('int8', Infinity), y: tensor('int8') }, 1],
] as const)('takes %s', (_, steps, tensors, reach) =>
  expect(reachOf(data, { steps, tensors: { data: tensor('float32'), ...tensors } })).toBe(reach),
);

it('begins at the cut', () => {
  const cut = { name: 'data', tensor: 'q' } as ArtifactInput;
  expect(reachOf(cut, { steps: [step('bpu', 'q', 'y')], tensors: { q: tensor('int8', 2), y: tensor('int8') } })).toBe(
    254,
  );
});
