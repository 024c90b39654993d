import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { describeOutputs, readOutputMetadata } from './output-metadata';

const graph = (outputs: string) =>
  parseGraph(
    'input x: int8[1x2x1x1] NCHW @0.5\ninput z: int8[1x2x1x1] NCHW @[0.25, 0.125] / 1\n' +
      `input f: float32[2]\na: y = Identity(x)\nb: v = Identity(z)\nc: g = Neg(f)\n${outputs}`,
    standardOps(),
    'quantized',
  );

it('says of every output of integers how they stand for reals, and reads it back', () => {
  const metadata = describeOutputs(graph('output y\noutput g\noutput v'));
  expect(readOutputMetadata({ other: 'x', ...metadata })).toEqual(
    new Map([
      ['y', { name: 'y', dtype: 'int8', scale: [0.5] }],
      ['v', { name: 'v', dtype: 'int8', scale: [0.25, 0.125], axis: 1 }],
    ]),
  );
});

it('says nothing where every output is real', () => expect(describeOutputs(graph('output g'))).toEqual({}));

it.each(['', '{', '{}', 'null', '[{"name":"y"}]', '[{"name":"y","dtype":"int8","scale":[]}]'])(
  'takes %j for nothing',
  (text) => expect(readOutputMetadata({ 'openbpu.outputs': text }).size).toBe(0),
);

it('finds nothing in other files', () => expect(readOutputMetadata({ author: 'me' }).size).toBe(0));
