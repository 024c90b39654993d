import type { Structure, StructureNode } from '@openbpu/board';
import { px } from '../svg/scale';

export interface Placed {
  readonly node: StructureNode;
  /** Its upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  /** As the `d` of a path. */
  readonly points: string;
  readonly label: string;
  /** Where its label begins. */
  readonly at: readonly [number, number];
}

export interface Placing {
  readonly nodes: readonly Placed[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
  /** Nodes that are too many to be drawn. */
  readonly left: number;
}

/** The most nodes that are drawn. */
const MOST = 600;
/** The most corners that long edges get to go around nodes. */
const MOST_BENDS = 4000;
const GAP = 26;
const ROW = 96;
const MARGIN = 14;

/** Something in a row: a node, or where an edge passes. */
interface Item {
  readonly node?: StructureNode;
  readonly rank: number;
  readonly width: number;
  readonly height: number;
  readonly above: Item[];
  x: number;
}

interface Chain {
  readonly label: string;
  readonly items: readonly Item[];
}

/** Rows by the longest way from an input; in a row, everything stands below what it comes from. */
export function placeNodes(
  { nodes: all, edges: links }: Structure,
  size: (node: StructureNode) => { readonly width: number; readonly height: number },
): Placing {
  const nodes = all.slice(0, MOST);
  const ranks = rankNodes(nodes, links);
  const items = new Map(
    nodes.map((node): [string, Item] => [
      node.id,
      { node, rank: ranks.get(node.id) ?? 0, ...size(node), above: [], x: 0 },
    ]),
  );
  const rows: Item[][] = [];
  const put = (item: Item) => (rows[item.rank] ??= []).push(item);
  for (const item of items.values()) put(item);
  let bends = 0;
  const chains = links.flatMap(({ from, to, label }): Chain[] => {
    const [first, last] = [items.get(from), items.get(to)];
    if (!first || !last) return [];
    const between: Item[] = [];
    for (let rank = first.rank + 1; rank < last.rank && bends < MOST_BENDS; rank++, bends++) {
      const bend: Item = { rank, width: 6, height: 0, above: [between.at(-1) ?? first], x: 0 };
      between.push(bend);
      put(bend);
    }
    last.above.push(between.at(-1) ?? first);
    return [{ label, items: [first, ...between, last] }];
  });
  const width = placeRows(rows);
  const top = (rank: number) => MARGIN + rank * ROW;
  const fans = fanningOut(links);
  const left = all.length - nodes.length;
  return {
    nodes: [...items.values()].map(({ node, rank, x, ...box }) => ({ node: node!, x, y: top(rank), ...box })),
    edges: chains.map((chain) => edge(chain, top, fans)),
    width: Math.ceil(width),
    height: Math.ceil(top(Math.max(0, rows.length - 1)) + 46 + MARGIN + (left > 0 ? 24 : 0)),
    left,
  };
}

function rankNodes(nodes: readonly StructureNode[], links: Structure['edges']): ReadonlyMap<string, number> {
  const sources = new Map<string, string[]>();
  for (const { from, to } of links) sources.set(to, [...(sources.get(to) ?? []), from]);
  const ranks = new Map<string, number>();
  for (const { id } of nodes)
    ranks.set(
      id,
      (sources.get(id) ?? []).reduce((rank, from) => Math.max(rank, (ranks.get(from) ?? -1) + 1), 0),
    );
  return ranks;
}

/** Sets x of everything, row by row; gives the width of the picture. */
function placeRows(rows: readonly (readonly Item[])[]): number {
  const span = (row: readonly Item[]) => row.reduce((sum, { width }) => sum + width + GAP, -GAP);
  const widest = rows.reduce((most, row) => Math.max(most, span(row)), 0) + 2 * MARGIN;
  for (const row of rows) {
    const wish = new Map(row.map((item) => [item, centreAbove(item) ?? widest / 2]));
    const order = [...row].sort((a, b) => wish.get(a)! - wish.get(b)!);
    let next = MARGIN;
    let rest = span(order);
    for (const item of order) {
      const wanted = wish.get(item)! - item.width / 2;
      item.x = Math.max(next, Math.min(wanted, widest - MARGIN - rest));
      next = item.x + item.width + GAP;
      rest -= item.width + GAP;
    }
  }
  return widest;
}

function centreAbove({ above }: Item): number | undefined {
  if (above.length === 0) return undefined;
  return above.reduce((sum, { x, width }) => sum + x + width / 2, 0) / above.length;
}

/** What several edges come from: their labels stand at their other ends, where they are apart. */
function fanningOut(links: Structure['edges']): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { from } of links) (seen.has(from) ? several : seen).add(from);
  return several;
}

function edge({ label, items }: Chain, top: (rank: number) => number, fans: ReadonlySet<string>): PlacedEdge {
  const middle = ({ x, width }: Item) => px(x + width / 2);
  const [first] = items;
  const last = items[items.length - 1];
  const start = top(first.rank) + first.height;
  let points = `M${middle(first)} ${px(start)}`;
  items.slice(1).forEach((item, i) => {
    const from = items[i];
    const [y0, y1] = [top(from.rank) + from.height, top(item.rank)];
    const half = px((y0 + y1) / 2);
    points += `C${middle(from)} ${half} ${middle(item)} ${half} ${middle(item)} ${px(y1)}`;
  });
  const far = fans.has(first.node?.id ?? '');
  const at = far
    ? ([middle(last) + 6, px(top(last.rank) - 10)] as const)
    : ([middle(first) + 6, px(start + 20)] as const);
  return { points, label, at };
}
