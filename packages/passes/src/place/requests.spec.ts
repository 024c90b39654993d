import { parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { PASSES } from '../catalogue';
import { isNamed, keyOntoBpu, namesOf, namesOn, requestFor, requestsOn } from './requests';

const node = {
  ...parseGraph('input x: float32[2]\nid: y = Relu(x)\noutput y', standardOps(), 'original').node('id')!,
  origins: [{ name: 'first' }, { name: 'second' }],
};

it('keeps of a list on which key it stands', () => {
  expect(requestsOn('BPU', ['a'])).toEqual([{ node: 'a', key: 'run_on_bpu', on: 'BPU' }]);
  expect(requestsOn('CPU', ['b', 'c'])).toEqual([
    { node: 'b', key: 'run_on_cpu', on: 'CPU' },
    { node: 'c', key: 'run_on_cpu', on: 'CPU' },
  ]);
});

it('says by which key a march brings a node onto the BPU', () => {
  const message = (int16: Record<string, 'listed'>) =>
    PASSES.onRequestOnly({ type: 'Softmax', node: 's', key: keyOntoBpu({ int16 }) }).message;
  expect(message({})).toBe('Softmax runs on the CPU unless run_on_bpu names "s"');
  expect(message({ Add: 'listed' })).toBe('Softmax runs on the CPU unless node_info says "s": {"ON": "BPU"}');
});

it('gives the names that are asked onto a device', () => {
  const nodes = [...requestsOn('BPU', ['a']), ...requestsOn('CPU', ['b']), { node: 'c', key: 'node_info' }];
  expect([namesOn({ nodes }, 'BPU'), namesOn({ nodes }, 'CPU'), namesOn({}, 'CPU')]).toEqual([['a'], ['b'], []]);
});

it('finds a node by its own names first, then by those of layers in it', () => {
  expect(requestFor(node, ['second', 'id', 'first'])).toBe('first');
  expect(requestFor(node, ['second', 'id'])).toBe('id');
  expect(requestFor(node, ['other', 'second'])).toBe('second');
  expect(requestFor(node, ['other'])).toBeUndefined();
  expect([isNamed(node, ['second']), isNamed(node, ['other']), isNamed(node, [])]).toEqual([true, false, false]);
  expect(namesOf(node)).toEqual(new Set(['id', 'first', 'second']));
});
