import { NameSpace } from '@openbpu/ir';
import type { Layer, Net } from '../net/layer';

/**
 * The name of the value behind every top of every layer. A blob that is written once gives its own name. Of several
 * writers (in-place layers) the last one gets the blob's name, since that is what the user sees after a run, or the
 * last of the `chosen` ones; the value that layer `L` overwrites is `<blob>_before_<L>`, and one behind it that is not
 * chosen `<blob>_after_<L>`. A network input keeps its name, and the value that layer `L` puts over it is
 * `<blob>_after_<L>`.
 */
export function nameValues(
  { inputs, layers }: Pick<Net, 'inputs' | 'layers'>,
  chosen: readonly Layer[] = [],
): readonly (readonly string[])[] {
  const given = new Set(inputs.map((input) => input.name));
  const taken = new NameSpace([...given, ...layers.flatMap((layer) => layer.tops)]);
  const nextWriter = new Map<string, string>();
  const owners = new Map([...layers, ...layers.filter((layer) => chosen.includes(layer))].flatMap(ownerOf));
  const names: string[][] = [];
  for (const layer of [...layers].reverse()) {
    names.unshift(
      layer.tops.map((blob) => {
        const next = nextWriter.get(blob);
        if (owners.get(blob) === layer && !given.has(blob)) return blob;
        return taken.free(
          next === undefined || given.has(blob) ? `${blob}_after_${layer.name}` : `${blob}_before_${next}`,
        );
      }),
    );
    for (const blob of layer.tops) nextWriter.set(blob, layer.name);
  }
  return names;
}

/** A layer as the owner of the names of the blobs it writes; a later one takes them over. */
function ownerOf(layer: Layer): (readonly [string, Layer])[] {
  return layer.tops.map((blob) => [blob, layer]);
}
