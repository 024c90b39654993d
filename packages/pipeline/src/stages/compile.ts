import { type ArtifactDeleted, writeArtifact } from '@openbpu/artifact';
import { compile } from '@openbpu/compiler';
import { encodeModel, fragment } from '@openbpu/onnx';
import type { RecordInterface, RecordPerformance } from '@openbpu/record';
import { portableRecipe } from '../portable-recipe';
import type { Stage } from '../stage-list';
import { toolVersions } from '../versions';
import type { Calibrated } from './calibrate';
import type { Dressed } from './dress';
import { estimateModel } from './estimate-model';
import type { ConversionJob } from './jobs';
import { pack, withPerformance } from './pack';
import type { Quantised } from './quantise';
import { interfaceFacts } from './interface-facts';
import { layerMapText, withLayers } from './layer-map';
import { layersGiven } from '@openbpu/passes';
import { removeNodes } from './remove-nodes';

export interface Compiled {
  /** The bytes of the `.bin`. */
  readonly bin: Uint8Array;
  /** Nodes that the recipe had removed from its edge, in order. */
  readonly deleted: readonly ArtifactDeleted[];
  /** What it takes and gives. */
  readonly faces: RecordInterface;
  /** The map of layers to outputs, as a text; undefined where no layers are given, or the march does not use it. */
  readonly layerMap?: string;
  /** Undefined for a model without anything on the BPU. */
  readonly performance?: RecordPerformance;
}

/** The integer model as a `.bin`, without the nodes that the recipe removes from its edge. */
export const COMPILE: Stage<
  'compile',
  Dressed & Pick<Quantised, 'quantized' | 'deployed'> & Pick<Calibrated, 'drawn'>,
  Pick<ConversionJob, 'backend' | 'recipe' | 'baseFolder' | 'sink' | 'cache'>,
  Compiled
> = {
  name: 'compile',
  summary: 'Compiles and packs the integer model.',
  async run({ inputs, quantized, deployed, drawn }, { backend, recipe, baseFolder, sink, cache }) {
    const { features, lowering } = backend;
    const { debug, coreNum, maxTimePerFc } = recipe.compiler;
    const from = (cores: number) => async () => [
      await cache.digests.ofGraph(deployed),
      features,
      { ...recipe.compiler, coreNum: cores },
    ];
    const onCores = (cores: number) =>
      cache.through('compile', from(cores), sink, () =>
        compile(deployed, {
          features,
          lowering,
          effort: recipe.compiler,
          cores,
          longestCallUs: maxTimePerFc,
          fragment: (node, from) => encodeModel(fragment(node, from)),
        }),
      );
    const model = await onCores(coreNum);
    const whole = pack(model, deployed, {
      inputs,
      versions: toolVersions(),
      recipe: portableRecipe(recipe, baseFolder),
      deletedNodes: [],
      noise: drawn,
    });
    const request = { types: recipe.model.removeNodeType, names: recipe.model.removeNodeName, quantised: quantized };
    const layers = layersGiven(quantized.metadata);
    const { content: left, deleted } = removeNodes(whole, request, sink);
    const content = withLayers(left, layers);
    const without = new Set(deleted.map(({ name }) => name));
    const options = { without, batch: recipe.inputBatch, callLimitUs: maxTimePerFc };
    const predicted = estimateModel(model, deployed, features, { ...options, perLayer: debug });
    const performance = predicted && {
      ...predicted,
      ...(coreNum > 1 ? besideOneCore(estimateModel(await onCores(1), deployed, features, options)) : {}),
    };
    const bin = writeArtifact(debug && performance ? withPerformance(content, performance) : content);
    return {
      bin,
      deleted,
      faces: interfaceFacts(content.header, deleted),
      ...(layers.size > 0 && backend.recipe.layerMap === true
        ? { layerMap: layerMapText(layers, content.header) }
        : {}),
      ...(performance ? { performance } : {}),
    };
  },
};

/** What is told beside the time of several cores: that of one. */
function besideOneCore(alone: RecordPerformance | undefined): Pick<RecordPerformance, 'oneCore'> {
  return alone ? { oneCore: { latencyUs: alone.latencyUs, fps: alone.fps } } : {};
}
