import { float32 } from '@openbpu/tensor';
import type { ExportSite } from './exporter';

interface Activated {
  readonly min: number;
  readonly max: number;
}

/**
 * Writes a node with a folded activation: the node itself into `<node>_preactivation`, then Relu or Clip. Without
 * bounds the node writes its output itself.
 */
export function withActivation<A extends Activated>(site: ExportSite<A>, main: (output: string) => void): void {
  const [output] = site.outputs;
  const { min, max } = site.attrs;
  if (min === -Infinity && max === Infinity) return main(output);
  const before = site.intermediate('preactivation', site.typeOf(output));
  main(before);
  if (min === 0 && max === Infinity) site.emit('Relu', [before], [output], [], 'activation');
  else site.emit('Clip', [before, ...clipBounds(site, min, max)], [output], [], 'activation');
}

/** The bounds of a Clip as its inputs; an infinite one is not given. */
export function clipBounds(site: Pick<ExportSite<unknown>, 'constant'>, min: number, max: number): string[] {
  return [
    min === -Infinity ? '' : site.constant('min', float32([], [min])),
    max === Infinity ? '' : site.constant('max', float32([], [max])),
  ];
}
