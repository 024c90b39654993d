import { join } from 'node:path';
import type { AccumulatedErrorRequest, ChannelRequest, ExplainRequest, SensitivityRequest } from '@openbpu/analysis';
import { writeOnnx } from '@openbpu/onnx';
import { encodeNpy, float32 } from '@openbpu/tensor';
import { JobEvents } from '../events';
import { tinyOnnx } from '../tiny-onnx.fixture';
import { ONE_INPUT, TWO_INPUTS, dataOf, graphOf, inFolder, modelOf, refusal } from './calibrated-net.fixture';
import { debugCauses, debugChannels, debugDistributions, debugErrors, debugSensitivity } from './debug-model';
import type { DebugRequest } from './with-analysed';

const CPU = 'input x: float32[1x2x2x2] NCHW\na: y = Abs(x) cpu "it is asked for"\noutput y';
const PLACES = `${TWO_INPUTS.replace('output p\n', '')}best: k = ArgMax(p) {axis: 1, keepDims: false} cpu "asked"\noutput k\noutput p\n`;

const FILES = {
  'net.onnx': modelOf(TWO_INPUTS),
  'places.onnx': modelOf(PLACES),
  'one.onnx': modelOf(ONE_INPUT),
  'cpu.onnx': writeOnnx(graphOf(CPU)),
  'quantized.onnx': writeOnnx(graphOf(TWO_INPUTS).at('quantized')),
  'foreign.onnx': tinyOnnx(),
  'scalar.onnx': modelOf('input x: float32[]\nx_cal: y = HzCalibration(x) {scales: [1], thresholds: [127]}\noutput y'),
  'scalar/x/0.npy': encodeNpy(float32([], [1])),
  'uneven/a.1/0.npy': dataOf(['a.1'], 1)['data/a.1/0.npy'],
  'uneven/b/1.npy': dataOf(['b'], 2)['data/b/1.npy'],
  'other/images/0.npy': dataOf(['a'], 1)['data/a/0.npy'],
  ...dataOf(['a.1', 'b'], 3),
};

interface Named {
  readonly model?: string;
  readonly data?: string;
}

type Act = (folder: string) => Promise<unknown>;
const at = (folder: string, { model = 'net.onnx', data = 'data' }: Named) => ({
  model: join(folder, model),
  data: join(folder, data),
});
const act =
  <R extends object>(run: (request: DebugRequest & R, events: JobEvents) => Promise<unknown>) =>
  (request: R, named: Named = {}): Act =>
  (folder) =>
    run({ ...request, ...at(folder, named) }, new JobEvents());
const sensitivity = act<SensitivityRequest>(debugSensitivity);
const errors = act<AccumulatedErrorRequest>(debugErrors);
const spread = act<{ readonly nodes: readonly string[] }>(debugDistributions);
const channels = act<ChannelRequest>(debugChannels);
const causes = act<ExplainRequest>(debugCauses);

/** A code, what calls it forth, what its hint says, and the same once that has been followed. */
const CASES: readonly (readonly [string, Act, RegExp, Act])[] = [
  ['ANA001', sensitivity({}, { model: 'quantized.onnx' }), /ends in _calibrated_model\.onnx/, sensitivity({})],
  ['ANA001', sensitivity({}, { model: 'foreign.onnx' }), /which makertbin writes/, sensitivity({})],
  ['ANA001', sensitivity({}, { model: 'cpu.onnx' }), /hb_mapper checker/, sensitivity({})],
  [
    'ANA002',
    sensitivity({ interestedNodes: ['con'] }),
    /did you mean "conv"/,
    sensitivity({ interestedNodes: ['conv'] }),
  ],
  ['ANA002', spread({ nodes: ['zzzzzzz'] }), /: conv, sum, …$/, spread({ nodes: ['conv', 'sum'] })],
  ['ANA002', causes({ outputNode: 'con' }), /did you mean "conv"/, causes({ outputNode: 'conv' })],
  ['ANA003', errors({ metric: 'ms', quantizeNode: 'conv' }), /"mse"/, errors({ metric: 'mse', quantizeNode: 'conv' })],
  ['ANA004', sensitivity({ nodeType: 'weights' }), /node, weight, activation/, sensitivity({ nodeType: 'weight' })],
  ['ANA005', sensitivity({ dataNum: 4 }), /from 1 to 3/, sensitivity({ dataNum: 3 })],
  ['ANA005', causes({ dataNum: 4 }), /from 1 to 3/, causes({ dataNum: 3 })],
  ['ANA006', sensitivity({ metrics: [] }), /leave metrics out/, sensitivity({})],
  ['ANA007', sensitivity({ outputNode: 'c_cal' }), /e\.g\. a Conv/, sensitivity({ outputNode: 'conv' })],
  ['ANA007', causes({ outputNode: 'c_cal' }), /e\.g\. a Conv/, causes({ outputNode: 'conv' })],
  ['ANA007', spread({ nodes: ['best'] }, { model: 'places.onnx' }), /gives float values/, spread({ nodes: ['soft'] })],
  ['ANA009', sensitivity({}, { data: 'gone' }), /leaves calibration_data beside/, sensitivity({})],
  ['ANA010', sensitivity({}, { data: 'other' }), /^it has images: give the calibration_data/, sensitivity({})],
  ['ANA010', sensitivity({}, { data: 'data/b' }), /^give the calibration_data/, sensitivity({})],
  ['ANA011', sensitivity({}, { data: 'uneven' }), /the same samples/, sensitivity({})],
  ['ANA012', errors({}), /quantize_node=\['Conv_2'\]/, errors({ quantizeNode: ['conv'] })],
  ['ANA012', errors({ nonQuantizeNode: [[]] }), /\['weight','activation'\]/, errors({ nonQuantizeNode: ['weight'] })],
  [
    'ANA013',
    errors({ quantizeNode: 'conv', nonQuantizeNode: 'sum' }),
    /quantize_node quantises the nodes that it names/,
    errors({ quantizeNode: 'conv' }),
  ],
  ['ANA014', channels({ nodes: ['w_cal'], axis: 4 }), /from 0 to 3/, channels({ nodes: ['w_cal'], axis: 3 })],
  [
    'ANA014',
    channels({ nodes: ['x_cal'] }, { model: 'scalar.onnx', data: 'scalar' }),
    /leave the node out/,
    channels({ nodes: ['w_cal'] }),
  ],
  ['ANA015', channels({ nodes: ['conv'] }), /what quantises it: a_cal, w_cal/, channels({ nodes: ['a_cal', 'w_cal'] })],
  ['ANA015', channels({ nodes: ['soft'] }), /whose type is HzCalibration/, channels({ nodes: ['c_cal'] })],
  ['ANA016', spread({ nodes: [] }), /nodes_list=\['Conv_2'\]/, spread({ nodes: ['conv'] })],
];

it.each(CASES)('%s: what its hint says mends it (%#)', (code, broken, hint, mended) =>
  inFolder(FILES, async (folder) => {
    expect(await refusal(() => broken(folder))).toEqual({ code, hint: expect.stringMatching(hint) as unknown });
    expect(await refusal(() => mended(folder))).toEqual({ code: '', hint: '' });
  }),
);

it('ANA008: what its hint says mends it', () =>
  inFolder(FILES, async (folder) => {
    const look = (node: string) => debugSensitivity({ ...at(folder, {}), interestedNodes: [node] }, new JobEvents());
    expect((await look('soft')).diagnostics).toMatchObject([
      { code: 'ANA008', hint: expect.stringMatching(/that run on the BPU, in front of the output$/) as unknown },
    ]);
    expect((await look('conv')).diagnostics).toEqual([]);
  }));
