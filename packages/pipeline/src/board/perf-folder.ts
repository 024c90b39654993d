import { type BoardModel, type PerfReport, type PerfSubgraph, chromeTrace, programSection } from '@openbpu/board';
import { SUBGRAPH_METRICS, milliseconds, operations, perfPage, structureSvg, subgraphPage } from '@openbpu/report';
import { pngOfSvg } from '@openbpu/vision';
import { SafeNames } from './safe-names';

export interface PerfFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Programs of a model, one behind the other. */
const PROGRAMS = 'temp.hbm';

/** The files of a model, `own` being its name as a file. */
export async function perfFolder(model: BoardModel, report: PerfReport, own: string): Promise<readonly PerfFile[]> {
  const names = new SafeNames([own, `${own}_trace`, 'temp']);
  const stems = new Map(report.subgraphs.map(({ name }) => [name, names.of(name)]));
  const linkOf = ({ name }: PerfSubgraph) => `${encodeURIComponent(stems.get(name) ?? '')}.html`;
  const programs = await programsOf(model);
  const picture = structureSvg(report.structure, '#ffffff');
  const text = (name: string, content: string): PerfFile => ({ name, content: Buffer.from(content) });
  const { source } = model.artifact;
  return [
    text(`${own}.html`, perfPage(report, linkOf)),
    { name: `${own}.png`, content: await pngOfSvg(picture.svg.text, picture) },
    { name: own, content: await source.read(0, source.size) },
    ...report.subgraphs.flatMap((subgraph): PerfFile[] => {
      const stem = stems.get(subgraph.name) ?? '';
      const at = programs.places.get(subgraph.name);
      return [
        text(`${stem}.html`, subgraphPage(report, subgraph, `${encodeURIComponent(own)}.html`)),
        text(`${stem}.json`, `${JSON.stringify(subgraphJson(report, subgraph, at), undefined, 1)}\n`),
      ];
    }),
    { name: PROGRAMS, content: programs.bytes },
    text(`${own}_trace.json`, `${JSON.stringify(chromeTrace(report.model, report.timeline))}\n`),
  ];
}

/** Where the program of a subgraph lies. */
interface Place {
  readonly offset: number;
  readonly bytes: number;
}

async function programsOf({ header, artifact }: BoardModel) {
  const places = new Map<string, Place>();
  const pieces: Uint8Array[] = [];
  let offset = 0;
  for (const step of header.steps.filter(({ kind }) => kind === 'bpu')) {
    const bytes = await artifact.section(programSection(step));
    places.set(step.name, { offset, bytes: bytes.byteLength });
    pieces.push(bytes);
    offset += bytes.byteLength;
  }
  return { places, bytes: Buffer.concat(pieces) };
}

/** What is told of a subgraph: the metrics under the names of the guide, and all that its page shows. */
function subgraphJson(report: PerfReport, subgraph: PerfSubgraph, place?: Place) {
  const { name, macs, ddrLoadBytes, ddrStoreBytes, latencyUs } = subgraph;
  const values = [name, operations(macs), (ddrLoadBytes + ddrStoreBytes) / 1e6, Number(milliseconds(latencyUs))];
  return {
    ...Object.fromEntries(SUBGRAPH_METRICS.map((metric, i) => [metric, values[i]])),
    model: report.model,
    march: report.march,
    ...subgraph,
    ...(place ? { program: { file: PROGRAMS, ...place } } : {}),
  };
}
