import { join } from 'node:path';
import { decodeModel, encodeModel, writeOnnx } from '@openbpu/onnx';
import { reals } from '@openbpu/tensor';
import { describeCustomOps } from '../custom/custom-metadata';
import { JobEvents } from '../events';
import { SINK } from '../tokens';
import { ONE_INPUT, dataOf, graphOf, inFolder, modelOf, refusal, sampleOf } from './calibrated-net.fixture';
import { type DebugRequest, withAnalysed } from './with-analysed';

const data = [new Map([['a.1', sampleOf(1)]]), new Map([['a.1', sampleOf(2)]])];
const model = modelOf(ONE_INPUT);
const opened = (request: DebugRequest, events = new JobEvents()) =>
  withAnalysed(request, events, async ({ model: { calibrations, graph }, samples, lanes }, job) => ({
    ids: calibrations.map(({ id }) => id),
    stage: graph.stage,
    count: samples.count,
    last: (await samples.feeds(samples.count - 1)).get('a.1'),
    lanes: lanes.size,
    told: job.resolve(SINK).diagnostics.length,
  }));

it('opens a model and its samples, from memory and from files', async () => {
  const wanted = {
    ids: ['a_cal', 'b_cal', 'w_cal', 'c_cal', 's_cal'],
    stage: 'calibrated',
    count: 2,
    last: sampleOf(2),
    lanes: 3,
    told: 0,
  };
  expect(await opened({ model, data, threads: 3 })).toEqual(wanted);
  await inFolder({ 'net.onnx': model, ...dataOf(['a.1'], 2) }, async (folder) => {
    const paths = { model: join(folder, 'net.onnx'), data: join(folder, 'data') };
    expect(await opened({ ...paths, threads: 1 })).toEqual({ ...wanted, last: sampleOf(1), lanes: 1 });
  });
});

it('opens nothing where it is told to end before', async () => {
  const signal = AbortSignal.abort(new Error('stopped'));
  await expect(opened({ model: 'gone.onnx', data: 'gone', signal })).rejects.toThrow('stopped');
});

it('reads weights that lie in a file of their own, beside the model', async () => {
  const proto = decodeModel(model);
  const whole = proto.graph.initializer.find(({ name }) => name === 'w')!;
  const { rawData, ...rest } = whole;
  const apart = { ...rest, dataLocation: 1, externalData: [{ key: 'location', value: 'w.data', metadataProps: [] }] };
  const initializer = proto.graph.initializer.map((each) => (each === whole ? apart : each));
  const net = encodeModel({ ...proto, graph: { ...proto.graph, initializer } });
  await inFolder({ 'there/net.onnx': net, 'there/w.data': rawData! }, async (folder) => {
    const request = { model: join(folder, 'there/net.onnx'), data, threads: 1 };
    const weights = await withAnalysed(request, new JobEvents(), ({ model: { graph } }) =>
      Promise.resolve(Array.from(reals(graph.value('w').constant!))),
    );
    expect(weights).toEqual([0.3, -0.5, 0.7, 0.2].map(Math.fround));
  });
});

it('asks for the modules of custom operators', async () => {
  const use = { op: 'com.example.A', module: 'a.mjs', sha256: '1', needed: true };
  const custom = (needed: boolean) =>
    writeOnnx(graphOf(ONE_INPUT).at('calibrated', describeCustomOps([{ ...use, needed }])));
  expect(await refusal(() => opened({ model: custom(true), data }))).toMatchObject({ code: 'PIP090' });
  expect(await refusal(() => opened({ model: custom(false), data }))).toMatchObject({ code: '' });
  const proto = decodeModel(model);
  const node = proto.graph.node.map((each) =>
    each.opType === 'Softmax' ? { ...each, opType: 'A', domain: 'com.example' } : each,
  );
  const untold = encodeModel({ ...proto, graph: { ...proto.graph, node } });
  expect(await refusal(() => opened({ model: untold, data }))).toMatchObject({ code: 'PIP090' });
});

it('refuses files that are no models, modules that are not there, and models that are cut short', async () => {
  const code = async (request: DebugRequest) => (await refusal(() => opened(request))).code;
  await inFolder({ 'text.onnx': 'text' }, async (folder) => {
    expect(await code({ model: join(folder, 'gone.onnx'), data })).toBe('GRD001');
    await expect(opened({ model: join(folder, 'text.onnx'), data })).rejects.toMatchObject({
      diagnostics: [{ at: { file: join(folder, 'text.onnx') } }],
    });
    expect(await code({ model, data, customOps: [join(folder, 'gone.mjs')] })).toBe('GRD001');
  });
  expect(await code({ model: model.slice(0, model.length / 2), data })).toMatch(/^(ONX|ANA)/);
});

it('ends its lanes and its events, also where what uses them throws', async () => {
  for (const outcome of [() => Promise.resolve(), () => Promise.reject(new Error('no'))]) {
    const events = new JobEvents();
    let ended = false;
    let closed = false;
    events.stream.subscribe({ complete: () => (ended = true) });
    const used = withAnalysed({ model, data, threads: 1 }, events, async ({ lanes }) => {
      const close = lanes.close.bind(lanes);
      lanes.close = () => ((closed = true), close());
      await outcome();
    });
    await used.catch((error: unknown) => expect(error).toEqual(new Error('no')));
    expect({ ended, closed }).toEqual({ ended: true, closed: true });
  }
});
