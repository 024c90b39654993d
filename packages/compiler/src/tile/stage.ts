import { type Instruction, type MachineFeatures, type Move, cut, cyclesOf, mapOperands } from '@openbpu/machine';
import { type Access, type Buffer, type Work, isIdle } from '../buffer';
import { type Tiling, boxesOf } from './box';
import { spaceOf } from './candidates';
import { compact } from './compact';
import type { TileContext } from './tile-context';

/** One box of one instruction, everything in its place. */
export interface Step {
  /** Index of the instruction it was cut from. */
  readonly work: number;
  /** Into buffers of their own, in any order, at any time before. */
  readonly loads: readonly Instruction<Access>[];
  readonly body: readonly Instruction<Access>[];
  readonly stores: readonly Instruction<Access>[];
  /** On-chip buffers that hold something for this step: loaded now or earlier, and written. */
  readonly held: readonly Buffer[];
}

/** A copy of a view in an on-chip buffer of its own. */
interface Tile {
  readonly access: Access;
  /** The part that is copied, and where it is copied from or to. */
  readonly own: Access;
  readonly outside: Access;
}

function tileOf(access: Access, name: string): Tile {
  const { once, dense, strides, bytes } = compact(access);
  const buffer: Buffer = { name, space: 'sram', bytes };
  return {
    access: { ...access, buffer, offset: 0, strides },
    own: { ...once, buffer, offset: 0, strides: dense },
    outside: { ...once, buffer: access.buffer, offset: access.offset },
  };
}

/**
 * Loads what one step reads; what the step before it has loaded already is used again.
 */
class Reader {
  readonly loads: Instruction<Access>[] = [];
  readonly tiles = new Map<string, Tile>();

  constructor(
    private readonly before: ReadonlyMap<string, Tile>,
    private readonly name: string,
  ) {}

  read(access: Access): Access {
    if (access.buffer.space === 'sram') return access;
    const key = [access.buffer.space, access.buffer.name, access.offset, access.shape, access.strides].join('/');
    let tile = this.tiles.get(key) ?? this.before.get(key);
    if (!tile) {
      tile = tileOf(access, `${this.name}/${this.tiles.size}`);
      this.loads.push({ kind: 'load', x: tile.outside, y: tile.own });
    }
    this.tiles.set(key, tile);
    return tile.access;
  }
}

/**
 * An instruction as steps, one per box; operands in `sram` are used where they are. Where the attempt reuses, what two
 * boxes in a row read is loaded once.
 */
export function stage(i: Work, work: number, tiling: Tiling, context: TileContext): Step[] {
  const { features, constants, attempt } = context;
  if (isIdle(i)) return [];
  let before: ReadonlyMap<string, Tile> = new Map();
  return boxesOf(spaceOf(i), tiling).map((box, at) => {
    const one = cut(i, box, constants);
    const name = `${work}.${at}`;
    const reader = new Reader(attempt.reuse ? before : new Map(), name);
    const rest = one.kind === 'move' ? stageMove(one, reader, name, features) : stageWork(one, reader, name);
    before = reader.tiles;
    const held = new Set([...reader.tiles.values()].map(({ access }) => access.buffer));
    for (const instruction of [...rest.body, ...rest.stores]) {
      if (
        'y' in instruction &&
        instruction.y.buffer.space === 'sram' &&
        instruction.y.buffer.name.startsWith(`${name}/`)
      )
        held.add(instruction.y.buffer);
    }
    return { work, loads: reader.loads, ...rest, held: [...held] };
  });
}

type Rest = Pick<Step, 'body' | 'stores'>;

function stageWork(one: Exclude<Work, Move<Access>>, reader: Reader, name: string): Rest {
  const y = one.y.buffer.space === 'sram' ? undefined : tileOf(one.y, `${name}/y`);
  const body = mapOperands(
    one,
    (access) => reader.read(access),
    (own) => y?.access ?? own,
  );
  return { body: [body], stores: y ? [{ kind: 'store', x: y.own, y: y.outside }] : [] };
}

/** Transfers do the moving where that is no slower than moving on chip and transferring what then lies together. */
function stageMove({ x, y }: Move<Access>, reader: Reader, name: string, features: MachineFeatures): Rest {
  const cycles = (...instructions: readonly Instruction<Access>[]) =>
    instructions.reduce((sum, each) => sum + cyclesOf(each, features), 0);
  if (y.buffer.space === 'sram') {
    const direct = { kind: 'load', x, y } as const;
    if (x.buffer.space !== 'sram') {
      const tile = tileOf(x, `${name}/x`);
      if (cycles(direct) <= cycles({ kind: 'load', x: tile.outside, y: tile.own }, { kind: 'move', x: tile.access, y }))
        return { body: [direct], stores: [] };
    }
    return { body: [{ kind: 'move', x: reader.read(x), y }], stores: [] };
  }
  const from = reader.read(x);
  const direct = { kind: 'store', x: from, y } as const;
  const tile = tileOf(y, `${name}/y`);
  const move = { kind: 'move', x: from, y: tile.access } as const;
  const store = { kind: 'store', x: tile.own, y: tile.outside } as const;
  return cycles(direct) <= cycles(move, store) ? { body: [], stores: [direct] } : { body: [move], stores: [store] };
}
