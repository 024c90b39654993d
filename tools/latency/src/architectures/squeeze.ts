import type { ValueId } from '@openbpu/ir';
import type { Activation, Draft } from '../draft';

/** Hu et al. 2018: every channel times a gate made of the means of all, with `squeeze` channels between its layers. */
export function gated(net: Draft, x: ValueId, squeeze: number, gate: Activation): ValueId {
  const inner = net.conv(net.mean(x, [2, 3]), squeeze, { act: 'relu' });
  return net.mul(x, net.conv(inner, net.channels(x), { act: gate }));
}
