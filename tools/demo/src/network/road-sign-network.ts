import type { Chance } from '../draw/chance';
import { CLASS_NAMES } from '../draw/sign-classes';
import { Depthwise } from './depthwise';
import { Joined } from './joined';
import { Linear } from './linear';
import { Mean } from './mean';
import { Network, type Place } from './network';
import { Normalisation } from './normalisation';
import { Pointwise } from './pointwise';
import { Relu6 } from './relu6';
import { Stem } from './stem';
import { Sum } from './sum';

/**
 * The classifier of the demo, for 3 x 64 x 64, with weights to begin with: a stem, depthwise and pointwise convolutions
 * (each normalised, most rectified), two residual sums, two branches that are joined, the mean of each plane, a linear
 * head.
 */
export function roadSignNetwork(chance: Chance): Network {
  const net = new Network();
  const normalised = (name: string, from: Place, channels: number) =>
    net.add(`${name}_bn`, new Normalisation(channels), from);
  const rectified = (name: string, from: Place, channels: number) =>
    net.add(`${name}_relu6`, new Relu6(), normalised(name, from, channels));
  const depthwise = (name: string, from: Place, channels: number, stride: 1 | 2 = 1) =>
    rectified(name, net.add(name, new Depthwise(channels, stride, chance), from), channels);
  const project = (name: string, from: Place, cin: number, cout: number) =>
    normalised(name, net.add(name, new Pointwise(cin, cout, chance), from), cout);
  const pointwise = (name: string, from: Place, cin: number, cout: number) =>
    rectified(name, net.add(name, new Pointwise(cin, cout, chance), from), cout);

  const stem = rectified('stem', net.add('stem', new Stem(3, 16, chance), 0), 16);
  const down1 = pointwise('down1_pw', depthwise('down1_dw', stem, 16, 2), 16, 32);
  const block1 = project('block1_pw', depthwise('block1_dw', down1, 32), 32, 32);
  const sum1 = net.add('block1_add', new Sum(), down1, block1);
  const down2 = pointwise('down2_pw', depthwise('down2_dw', sum1, 32, 2), 32, 48);
  const near = pointwise('near_pw', down2, 48, 32);
  const far = pointwise('far_pw', depthwise('far_dw', down2, 48), 48, 32);
  const joined = net.add('join', new Joined(), near, far);
  const block2 = project('block2_pw', depthwise('block2_dw', joined, 64), 64, 64);
  const sum2 = net.add('block2_add', new Sum(), joined, block2);
  const last = pointwise('last_pw', sum2, 64, 96);
  net.add('head', new Linear(96, CLASS_NAMES.length, chance), net.add('pool', new Mean(), last));
  return net;
}
