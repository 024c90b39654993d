import { DUAL, FEATURES, PACED, PROGRAM, gemm, modelOfProgram, program } from './perf.fixture';
import { perfReport } from './perf-model';
import { rooflineOf } from './roofline';

const subgraphs = (debug: boolean, of = PROGRAM) =>
  perfReport(modelOfProgram({ compiler: { debug } }, of), FEATURES).subgraphs;

it('has the roofs of the machine, and that of int16 where activations are', () => {
  const { roofs, bytesPerSecond } = rooflineOf(subgraphs(false), [PROGRAM], FEATURES);
  expect([roofs, bytesPerSecond]).toEqual([[{ name: 'int8', macsPerSecond: 512e6 }], 16e6]);
  expect(rooflineOf([], [program([[gemm('int8', 'int16')]])], FEATURES).roofs).toHaveLength(1);
  expect(rooflineOf([], [program([[gemm('int16')]])], FEATURES).roofs[1]).toEqual({
    name: 'int16',
    macsPerSecond: 128e6,
  });
});

it('counts the cores that share an inference, and what they share', () => {
  const [subgraph] = subgraphs(false);
  const { roofs, bytesPerSecond } = rooflineOf([{ ...subgraph, cores: 2 }], [], DUAL);
  expect([roofs[0].macsPerSecond, bytesPerSecond]).toEqual([1024e6, 24e6]);
});

it('has a point for every subgraph, or every layer with work, under the roof', () => {
  expect(rooflineOf(subgraphs(false), [], FEATURES).points).toEqual([
    {
      name: 'net_subgraph_0',
      subgraph: 'net_subgraph_0',
      macsPerByte: 25600 / 3200,
      macsPerSecond: 25600 / 464e-6,
      binds: 'DDR',
    },
  ]);
  const { points } = rooflineOf(subgraphs(true), [], FEATURES);
  expect(points).toEqual([
    { name: 'conv', subgraph: 'net_subgraph_0', macsPerByte: 16, macsPerSecond: 25600 / 182e-6, binds: 'DDR' },
  ]);
});

it('takes the busiest queue of a layer that neighbours hide, and tells of work without traffic', () => {
  const [whole] = subgraphs(true);
  const layer = { ...whole.layers![0], latencyUs: 0, ddrLoadBytes: 0, ddrStoreBytes: 0 };
  const of = (cores: number) => rooflineOf([{ ...whole, cores, layers: [layer] }], [], DUAL).points[0];
  expect(of(1)).toMatchObject({ macsPerByte: null, macsPerSecond: 25600 / 116e-6 });
  expect(of(2).macsPerSecond).toBeCloseTo(25600 / 58e-6, 3);
});

it('keeps the roofs of a march that has a pace, and lays work of the array below them', () => {
  const [of] = perfReport(modelOfProgram({ compiler: { debug: true } }), PACED).subgraphs;
  const { roofs, points } = rooflineOf([of], [PROGRAM], PACED);
  expect(roofs).toEqual([{ name: 'int8', macsPerSecond: 512e6 }]);
  expect(points).toMatchObject([{ name: 'conv', binds: 'MAC', macsPerSecond: 25600 / (116e-6 + 216e-6) }]);
  expect(of.utilisation.macs).toBeCloseTo(25600 / 512 / 614, 12);
});
