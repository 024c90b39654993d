import { assumedMark, titleOf, untimedNodes } from './run-words';
import { sampleRecord } from './sample-record.fixture';

describe('title', () => {
  const { model } = sampleRecord();

  it('takes the prefix of the files before the file of the model, and that before the name of the graph', () => {
    expect(titleOf({ prefix: 'signs_v2', model })).toBe('signs_v2');
    expect(titleOf({ model: { ...model!, files: ['deploy.prototxt', 'signs.caffemodel'] } })).toBe('signs.caffemodel');
    expect(titleOf({ model: { ...model!, name: 'torch-jit-export', files: undefined } })).toBe('torch-jit-export');
    expect(titleOf({})).toBe('unnamed model');
  });
});

describe('untimedNodes', () => {
  const bpuOnly = { latencyUs: 9, fps: 1, ddrBytes: 0, segments: [{ name: 's', on: 'BPU' as const, latencyUs: 9 }] };

  it('counts the nodes on the CPU unless their time is in the prediction', () => {
    const onCpu = sampleRecord().nodes.filter(({ on }) => on === 'CPU').length;
    expect(onCpu).toBeGreaterThan(0);
    expect(untimedNodes(sampleRecord())).toBe(0);
    expect(untimedNodes(sampleRecord({ performance: bpuOnly }))).toBe(onCpu);
    expect(untimedNodes(sampleRecord({ performance: undefined }))).toBe(0);
  });
});

it('marks what is assumed, and nothing else', () => {
  expect([{ assumed: true }, { assumed: false }, {}].map(assumedMark)).toEqual([' (assumed)', '', '']);
});
