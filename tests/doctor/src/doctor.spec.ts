import { ALARM, type Diagnosis, type Mistake, type Patient, diagnose } from '@openbpu/analysis';
import { LanePool } from '@openbpu/runtime';
import { type Case, readCase, readOther } from './healthy';
import { DATA, HAVE_DATA, NETS, OTHERS } from './nets';
import { PLANTS } from './plants';

const describeWithData = HAVE_DATA ? describe : describe.skip;
if (!HAVE_DATA) process.stdout.write(`skipped: mistakes with trained networks: there are none at ${DATA}\n`);

describeWithData('with trained networks', () => {
  const lanes = new LanePool(2);
  const cases = new Map<string, Case>();
  beforeAll(async () => {
    for (const name of ['resnet20', 'mtcnn_det1'])
      cases.set(
        name,
        await readCase(
          NETS.find((net) => net.name === name)!,
          16,
          lanes.lane,
        ),
      );
  }, 60_000);
  afterAll(() => lanes.close());

  const look = (name: string, patient: (of: Case) => Patient, more = {}): Promise<Diagnosis> => {
    const of = cases.get(name)!;
    return diagnose({ ...of, patient: patient(of), lanes, runs: 4, ...more });
  };

  it.each(['resnet20', 'mtcnn_det1'])('nothing is told of %s as it should be', async (name) => {
    for (const more of [{}, { brief: true, runs: 1 }]) {
      const { findings } = await look(name, ({ healthy }) => healthy, more);
      expect(findings.filter(({ evidence }) => evidence >= ALARM)).toEqual([]);
    }
  });

  it.each(Object.keys(PLANTS) as Mistake[])('%s is found, twice', async (mistake) => {
    for (const name of ['resnet20', 'mtcnn_det1']) {
      const { findings } = await look(name, ({ healthy }) => PLANTS[mistake]!(healthy)!);
      const suspects = findings.slice(0, 2).map((finding) => finding.mistake);
      // Colours of 16 pictures are no proof: they lead, and no more is asked.
      if (mistake === 'channels-swapped') expect(suspects[0]).toBe(mistake);
      else expect([suspects.includes(mistake), findings[0].evidence >= ALARM]).toEqual([true, true]);
    }
  });

  it('nothing is told of features', async () => {
    const { graph, patients, feeds } = await readOther(OTHERS[0], 4, lanes.lane);
    const found = await Promise.all(
      patients.map((patient) => diagnose({ graph, patient, others: feeds, lanes, runs: 2 })),
    );
    expect(found).toHaveLength(1);
    expect(found[0].findings.filter(({ evidence }) => evidence >= ALARM)).toEqual([]);
  });
});
