import { type Graph, parseGraph } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { channelJoints } from './channel-classes';

const net = (text: string): Graph => parseGraph(text, standardOps(), 'optimized');
const TEXT = `input x: float32[1x2x4x4] NCHW
const a: float32[2x2x1x1] = seed 1
const b: float32[1x2x1x1] = seed 2
const c: float32[2x3x1x1] = seed 3
n1: p = Conv(x, a) {kernel: [1, 1], min: 0.0, max: 6.0}
n2: q = Conv(p, b) {kernel: [1, 1]}
n3: r = Concat(p, q) {axis: 1}
n4: y = Conv(r, c) {kernel: [1, 1]}
output y`;

it('ties the channels of what is joined, one by one', () => {
  const { joints, ceilings } = channelJoints(net(TEXT));
  const names = joints.map(({ tensors, classes }) => [
    tensors.join(),
    ...classes.map(({ members }) => members.map(({ tensor, channel }) => `${tensor}${channel}`).join()),
  ]);
  expect(names).toEqual([['p,q,r', 'p0,r0', 'p1,r1', 'q0,r2']]);
  expect([...ceilings]).toEqual([['p', 6]]);
});

it('holds inputs, outputs, and what is tied to them', () => {
  expect(channelJoints(net(`${TEXT}\noutput q`)).joints[0].classes.map(({ isFixed }) => isFixed)).toEqual([
    false,
    false,
    true,
  ]);
  expect(channelJoints(net(`${TEXT}\noutput r`)).joints).toEqual([]);
  expect(channelJoints(net(TEXT.replace('Concat(p, q)', 'Concat(x, q)'))).joints).toMatchObject([
    { tensors: ['x', 'q', 'r'] },
    { tensors: ['p'] },
  ]);
});
