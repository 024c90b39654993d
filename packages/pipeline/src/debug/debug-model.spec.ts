import { join } from 'node:path';
import { METRICS } from '@openbpu/analysis';
import { encodeNpy } from '@openbpu/tensor';
import { type JobEvent, JobEvents } from '../events';
import { TWO_INPUTS, dataOf, inFolder, modelOf, refusal, sampleOf } from './calibrated-net.fixture';
import { debugAll, debugChannels, debugDistributions, debugErrors, debugSensitivity } from './debug-model';

const FILES = { 'net_calibrated_model.onnx': modelOf(TWO_INPUTS), ...dataOf(['a.1', 'b'], 3) };
const within = <T>(use: (paths: { model: string; data: string }) => Promise<T>) =>
  inFolder(FILES, (folder) => use({ model: join(folder, 'net_calibrated_model.onnx'), data: join(folder, 'data') }));

function heard() {
  const events = new JobEvents();
  const all: JobEvent[] = [];
  events.stream.subscribe((event) => all.push(event));
  const stages = () => all.flatMap((event) => (event.kind === 'stage' ? [`${event.name} ${event.state}`] : []));
  const last = (stage: string) =>
    all.findLast((event) => event.kind === 'progress' && event.stage === stage) as { done: number; total: number };
  return { events, all, stages, last };
}

it('tells sensitivities, and how far it is', () =>
  within(async (paths) => {
    const { events, stages, last } = heard();
    const { found, diagnostics } = await debugSensitivity({ ...paths, metrics: METRICS, dataNum: 2 }, events);
    expect([...found.nodes.keys()].sort()).toEqual(['conv', 'sum']);
    expect(found).toMatchObject({ samples: 2, metrics: METRICS, kind: 'node' });
    expect(diagnostics).toEqual([]);
    expect(stages()).toEqual(['sensitivity began', 'sensitivity ended']);
    expect(last('sensitivity')).toMatchObject({ done: 6, total: 6 });
  }));

it('finds the same from files and from memory, whatever the number of threads', () =>
  within(async (paths) => {
    const files = await debugSensitivity({ ...paths, threads: 1 }, new JobEvents());
    const data = [0, 1, 2].map(
      (i) =>
        new Map([
          ['a.1', sampleOf(i)],
          ['b', sampleOf(i + 10)],
        ]),
    );
    const model = modelOf(TWO_INPUTS);
    const memory = await debugSensitivity({ model, data, threads: 3 }, new JobEvents());
    expect([...memory.found.nodes]).toEqual([...files.found.nodes]);
  }));

it('warns on the stream, and gives the warning with what it found', () =>
  within(async (paths) => {
    const { events, all } = heard();
    const { diagnostics } = await debugSensitivity({ ...paths, interestedNodes: ['soft'] }, events);
    expect(diagnostics).toMatchObject([{ code: 'ANA008', severity: 'warning' }]);
    expect(all.flatMap((event) => (event.kind === 'diagnostic' ? [event.diagnostic] : []))).toEqual(diagnostics);
  }));

it('tells errors, distributions and channels, each as a stage', () =>
  within(async (paths) => {
    const [first, second, third] = [heard(), heard(), heard()];
    const errors = await debugErrors({ ...paths, quantizeNode: 'conv', metric: 'mse' }, first.events);
    expect(errors.found).toMatchObject({ metric: 'mse', nodes: ['conv', 'sum', 'soft'], samples: 3 });
    const spread = await debugDistributions({ ...paths, nodes: ['w_cal', 'sum'] }, second.events);
    expect(spread.found.map(({ figure }) => figure)).toEqual(['weight', 'node_output']);
    const boxes = await debugChannels({ ...paths, nodes: ['w_cal', 'a_cal'], axis: 1 }, third.events);
    expect(boxes.found).toMatchObject([{ axis: 1, kind: 'weight' }, { kind: 'activation' }]);
    expect([first, second, third].map(({ stages }) => stages()[1])).toEqual([
      'error ended',
      'distribution ended',
      'channels ended',
    ]);
    const counts = [first.last('error'), second.last('distribution'), third.last('channels')];
    expect(counts.map(({ done, total }) => [done, total])).toEqual([
      [6, 6],
      [12, 12],
      [3, 3],
    ]);
  }));

it('does all of it', () =>
  within(async (paths) => {
    const { events, stages } = heard();
    const { found } = await debugAll({ ...paths, nodeType: 'node', aeMetric: 'sqnr' }, events);
    expect(found.sensitivities.map(({ kind }) => kind)).toEqual(['node']);
    expect(found.errors).toMatchObject([{ metric: 'sqnr' }]);
    expect(stages().filter((stage) => stage.endsWith('began'))).toEqual([
      'sensitivity began',
      'distribution began',
      'channels began',
      'error began',
    ]);
  }));

it('ends when it is told to, before it begins and while it runs', () =>
  within(async (paths) => {
    const before = AbortSignal.abort(new Error('stopped'));
    await expect(debugSensitivity({ ...paths, signal: before }, new JobEvents())).rejects.toThrow('stopped');
    const stop = new AbortController();
    const events = new JobEvents();
    events.stream.subscribe((event) => event.kind === 'progress' && stop.abort(new Error('stopped')));
    await expect(debugSensitivity({ ...paths, signal: stop.signal }, events)).rejects.toThrow('stopped');
  }));

it('says what is wrong with a sample where it is read', () =>
  inFolder({ ...FILES, 'data/b/1.npy': encodeNpy({ ...sampleOf(1), shape: [8] }) }, async (folder) => {
    const paths = { model: join(folder, 'net_calibrated_model.onnx'), data: join(folder, 'data') };
    expect((await refusal(() => debugSensitivity(paths, new JobEvents()))).code).toBe('VIS033');
  }));
