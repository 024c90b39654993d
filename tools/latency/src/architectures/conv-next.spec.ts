import type { Node } from '@openbpu/ir';
import { settings } from '../settings';
import { structureOf } from '../structure';
import { convNeXtFemto, convNeXtNano, convNeXtPico } from './conv-next';

/** As many nodes as a norm has with its Transposes, and the convolution behind it. */
const STEP = 12;

/** Where the nodes stand that the settings of a network ask in int16. */
function asked(network: string, nodes: readonly Node[]): number[] {
  const { int16 } = settings[network];
  if (int16 === undefined || int16 === 'every-node') throw new Error(`${network} asks for no nodes`);
  const named = (name: string) => nodes.filter(({ op }) => op.name === name);
  return int16.flatMap(({ op, at = [] }) => at.map((place) => nodes.indexOf(named(op)[place]))).sort((a, b) => a - b);
}

describe('convNeXt', () => {
  it.each([
    ['femto', convNeXtFemto, 5.22, 0.78],
    // The table cuts it off: 9.04.
    ['pico', convNeXtPico, 9.05, 1.37],
    ['nano', convNeXtNano, 15.59, 2.45],
  ])('%s has the published parameters, and the operations', (_, build, millions, giga) => {
    const { parameters, macs } = structureOf(build());
    expect(parameters / 1e6).toBeCloseTo(millions, 2);
    expect(macs / 1e9).toBeCloseTo(giga, 2);
  });

  it('has the nodes of its export, in which each channel norm is brought to the end and back', () => {
    const { parameters, macs, operators } = structureOf(convNeXtFemto());
    expect([parameters, macs]).toEqual([5_217_837, 779_629_824]);
    expect(operators).toMatchObject({ Transpose: 34, ReduceMean: 34, Pow: 17, Erf: 12, Conv: 40, Add: 58, Mul: 53 });
  });

  it.each([
    ['convnext_femto', convNeXtFemto, 5, 1],
    ['convnext_nano', convNeXtNano, 8, 2],
  ])('%s is asked so many nodes in int16, all where the size gets smaller', (network, build, count, steps) => {
    const { nodes } = build();
    const ends = nodes.flatMap(({ op, attrs }, at) =>
      op.name === 'Conv' && String((attrs as { kernel?: unknown }).kernel) === '2,2' ? [at] : [],
    );
    const places = asked(network, nodes);
    expect(new Set(places).size).toBe(count);
    const inside = places.map((place) => ends.findIndex((end) => place > end - STEP && place <= end));
    expect([...new Set(inside)]).toEqual(Array.from({ length: steps }, (_, step) => step));
  });
});
