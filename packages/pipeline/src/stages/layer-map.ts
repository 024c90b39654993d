import type { ArtifactContent, ArtifactHeader } from '@openbpu/artifact';

/** How its name ends, behind the prefix of the recipe. */
export const LAYER_MAP_FILE = '_quantized_model_conv_output_map.json';

/**
 * Its text: by layer of the model, in the order of the model, the output of the `.bin` that gives what the layer gives,
 * its place among the outputs, and its type. A layer whose output is none of them is left out.
 */
export function layerMapText(
  layers: ReadonlyMap<string, string>,
  { outputs }: Pick<ArtifactHeader, 'outputs'>,
): string {
  const entries = Array.from(layers).flatMap(([layer, tensor]) => {
    const index = outputs.findIndex((output) => output.name === tensor);
    if (index < 0) return [];
    const { name, dtype, shape, layout = 'none' } = outputs[index];
    return [[layer, { output: name, index, dtype, shape, layout }] as const];
  });
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** A `.bin` whose outputs say which layers they are of; `layers` has the output by the layer. */
export function withLayers(content: ArtifactContent, layers: ReadonlyMap<string, string>): ArtifactContent {
  if (layers.size === 0) return content;
  const byOutput = new Map(Array.from(layers, ([layer, tensor]) => [tensor, layer]));
  const outputs = content.header.outputs.map((output) => {
    const layer = byOutput.get(output.name);
    return layer === undefined ? output : { ...output, layer };
  });
  return { ...content, header: { ...content.header, outputs } };
}
