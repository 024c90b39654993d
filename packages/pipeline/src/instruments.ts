import type { ModelOptions } from '@openbpu/config';
import { onnxParts } from '@openbpu/onnx';
import { calibrationLines } from './calibration-lines';
import type { JobEvents } from './events';
import type { RIVER } from './river';
import type { InstrumentOf } from './stage-list';
import { DELETED_NODES_FILE, deletedNodesText, fedAs } from './stages/deleted-nodes-text';
import { LAYER_MAP_FILE } from './stages/layer-map';
import { CALIBRATION_DATA, dumpSamples } from './stages/dump-samples';
import type { WriteAside } from './stages/write-aside';

type RiverInstrument = InstrumentOf<typeof RIVER>;

/** Tells when stages begin and end, how far they are, and what the log says of them. */
export function telling(events: JobEvents): RiverInstrument {
  return {
    during: (stage, run) => events.stage(stage, run),
    progress: (what, done, total) => events.progress(what, done, total),
    after: {
      calibrate: (found) => calibrationLines(found).forEach((line) => events.log(line)),
      compile({ deleted, inputs, faces }) {
        for (const { name, type, from, to, side, port } of deleted) {
          const fed = fedAs({ port, side }, inputs);
          events.log(
            `Node '${name}' of type '${type}' is removed: the ${side} "${port}" is now ` +
              (side === 'input' ? to : from) +
              (fed ? `, and is still fed as ${fed}` : ''),
          );
        }
        for (const { name, dtype, scale } of faces.outputs)
          if (scale)
            events.log(
              `The output "${name}" is ${dtype}: a real number is the integer * ` +
                (scale.length === 1 ? `${scale[0]}` : 'a scale that differs by channel, see the report'),
            );
      },
    },
  };
}

/** Writes every model aside as soon as it is there, and the calibration samples where the recipe asks for them. */
export function writing(
  files: Pick<WriteAside, 'write' | 'writeData' | 'withdraw'>,
  { prefix, debugMode }: Pick<ModelOptions, 'prefix' | 'debugMode'>,
  events: JobEvents,
): RiverInstrument {
  const model = async (kind: string, name: string, graph: Parameters<typeof onnxParts>[0]) => {
    await files.write(kind, `${prefix}_${name}_model.onnx`, onnxParts(graph));
  };
  return {
    after: {
      dress: ({ original }) => model('original', 'original_float', original),
      optimise: ({ optimized }) => model('optimized', 'optimized_float', optimized),
      async sample({ samples }) {
        if (debugMode !== 'dump_calibration_data') return;
        await events.stage('dump', () =>
          dumpSamples(samples, files, (done) => events.progress('dump', done, samples.length)),
        );
        events.log(`The calibration data, as the float model is fed with it, goes to ${CALIBRATION_DATA}.`);
      },
      async quantise({ calibrated, quantized }) {
        await model('calibrated', 'calibrated', calibrated);
        await model('quantized', 'quantized', quantized);
      },
      async compile({ deleted, inputs, bin, layerMap }) {
        const map = `${prefix}${LAYER_MAP_FILE}`;
        if (layerMap === undefined) files.withdraw(map);
        else await files.write('layers', map, layerMap);
        if (deleted.length > 0)
          await files.write('deleted-nodes', DELETED_NODES_FILE, deletedNodesText(deleted, inputs));
        else files.withdraw(DELETED_NODES_FILE);
        await files.write('bin', `${prefix}.bin`, bin);
      },
    },
  };
}
