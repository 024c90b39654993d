import { CollectingSink } from '@openbpu/diagnostics';
import { type Graph, seededRandom } from '@openbpu/ir';
import { standardOps } from '@openbpu/ops';
import { InsertCalibration, Quantise, calibratedActivations, shareThresholds } from '@openbpu/passes';
import { dress, tidyAndPlace } from '@openbpu/pipeline';
import type { Backend } from '@openbpu/plugin-api';
import { weightThresholds } from '@openbpu/quant';
import type { ModelInput } from '@openbpu/tensor';
import { askedNodes } from './asked-nodes';
import type { NetworkSettings } from './settings';

/** Image inputs are int8 at scale 1. */
const IMAGE_THRESHOLD = 127;

/** The one input of a network as its recipe has it: an nv12 image, or numbers as they are. */
export function fedInput(network: Graph<'imported'>, { input = 'nv12' }: NetworkSettings): ModelInput {
  const [name] = network.inputs;
  const { dtype, shape } = network.value(name).type;
  const facts = { name, dtype, shape, layoutTrain: 'NCHW', spaceAndRange: 'regular' } as const;
  return input === 'nv12'
    ? {
        ...facts,
        typeRt: 'nv12',
        typeTrain: 'rgb',
        layoutRt: 'NHWC',
        layoutQuantised: 'NHWC',
        source: 'pyramid',
        scale: [1 / 255],
      }
    : {
        ...facts,
        typeRt: 'featuremap',
        typeTrain: 'featuremap',
        layoutRt: 'NCHW',
        layoutQuantised: 'NCHW',
        source: 'ddr',
      };
}

/**
 * A float network through the passes of a conversion, with what its recipe asks. Nothing is run: thresholds are drawn
 * from a seed, since neither the program nor its time depends on them. Throws Error where the settings ask for what the
 * network has not.
 */
export async function quantisedGraph(
  imported: Graph<'imported'>,
  backend: Backend,
  settings: NetworkSettings = {},
): Promise<Graph<'quantized'>> {
  const context = { ops: standardOps(), sink: new CollectingSink() };
  const input = fedInput(imported, settings);
  const { name, layoutQuantised } = input;
  const images = new Set(input.typeRt === 'featuremap' ? [] : [name]);
  const original = await dress([input]).run(imported, context, []);
  const requests = { nodes: askedNodes(original, settings, backend.policy), images };
  const optimized = await tidyAndPlace(backend, requests).run(original, context, []);
  const random = seededRandom(2);
  const drawn = new Map(
    calibratedActivations(optimized).map((id) => [id, images.has(id) ? IMAGE_THRESHOLD : 1 + random()]),
  );
  const activations = shareThresholds(optimized, drawn, backend.policy, images);
  const calibrated = new InsertCalibration({ activations, weights: weightThresholds(optimized) }).run(optimized);
  return new Quantise([{ ...input, layoutFed: layoutQuantised }]).run(calibrated);
}
