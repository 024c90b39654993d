import { NameSpace } from '@openbpu/ir';
import type { Net } from '../net/layer';

/**
 * The name of the value behind every top of every layer. A blob that is written once gives its own name. Of several
 * writers (in-place layers) the last one gets the blob's name, since that is what the user sees after a run; the value
 * that layer `L` overwrites is `<blob>_before_<L>`. A network input keeps its name, and the value layer `L` puts over
 * it is `<blob>_after_<L>`.
 */
export function nameValues({ inputs, layers }: Pick<Net, 'inputs' | 'layers'>): readonly (readonly string[])[] {
  const given = new Set(inputs.map((input) => input.name));
  const taken = new NameSpace([...given, ...layers.flatMap((layer) => layer.tops)]);
  const nextWriter = new Map<string, string>();
  const names: string[][] = [];
  for (const layer of [...layers].reverse()) {
    names.unshift(
      layer.tops.map((blob) => {
        const next = nextWriter.get(blob);
        if (given.has(blob)) return taken.free(`${blob}_after_${layer.name}`);
        return next === undefined ? blob : taken.free(`${blob}_before_${next}`);
      }),
    );
    for (const blob of layer.tops) nextWriter.set(blob, layer.name);
  }
  return names;
}
