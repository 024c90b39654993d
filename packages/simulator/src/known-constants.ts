import { type Instruction, type Region, type Space, mergedDims, operandsOf, overlap } from '@openbpu/machine';
import { allocate, sizeOf } from '@openbpu/tensor';
import { type AnyArray, type Memory, firstOf } from './memory';
import { planWalk } from './walk';

/** A dense copy of constants: `y` holds, in its order, the elements of `x`. */
interface Copied {
  readonly x: Region;
  readonly y: Region;
}

/** How many copies are followed: the latest. No real program keeps as many on chip at a time. */
const MOST_COPIES = 4096;

/**
 * Which regions hold constants at a point of a program, whatever its inputs: programs have no branches, so following
 * its copies from the first instruction on decides it. Weights and tables found this way are prepared once.
 */
export class KnownConstants {
  private readonly copies: Readonly<Record<Space, Copied[]>> = { ddr: [], sram: [], const: [] };

  constructor(private readonly memory: Memory) {}

  /** A copy of the elements of a region in row-major order, where they are known. */
  elements(region: Region): AnyArray | undefined {
    const held = this.held(region);
    if (!held) return undefined;
    if (held === region) return gather(this.memory.array('const', region.dtype), firstOf(region), region);
    const copied = gather(this.memory.array('const', held.dtype), firstOf(held), held);
    return gather(copied, 0, region);
  }

  /** A key of the elements of a region where they are known: equal keys mean equal elements. */
  key(region: Region): string | undefined {
    const held = this.held(region);
    return held && [held.offset, held.dtype, held.shape, held.strides, region.shape, region.strides].join('/');
  }

  /** Takes note of what an instruction writes; to be called for each in order. */
  follow(instruction: Instruction): void {
    const { x, y } = 'x' in instruction && 'y' in instruction ? instruction : { x: undefined, y: undefined };
    const source = x && isCopy(instruction) ? this.held(x) : undefined;
    for (const written of operandsOf(instruction).writes) {
      const kept = this.copies[written.space].filter((copied) => !overlap(copied.y, written));
      this.copies[written.space].splice(0, Infinity, ...kept);
    }
    if (!source || source !== x || !y || !isCompact(y)) return;
    const copies = this.copies[y.space];
    if (copies.length === MOST_COPIES) copies.shift();
    copies.push({ x: source, y });
  }

  /** The region itself where it is constant, else the constants it was copied from. */
  private held(region: Region): Region | undefined {
    if (region.space === 'const') return region;
    const once = { ...region, shape: region.shape.map((dim, i) => (region.strides[i] === 0 ? 1 : dim)) };
    if (!isCompact(once)) return undefined;
    return this.copies[region.space].find(
      ({ y }) => y.offset === region.offset && y.dtype === region.dtype && sizeOf(y.shape) === sizeOf(once.shape),
    )?.x;
  }
}

function isCopy({ kind }: Instruction): boolean {
  return kind === 'load' || kind === 'store' || kind === 'move';
}

/** Side by side in row-major order, whatever the strides of dimensions of one element. */
function isCompact(region: Region): boolean {
  const [first, ...others] = mergedDims([region]);
  return others.length === 0 && (first === undefined || first.strides[0] === 1);
}

function gather(from: AnyArray, first: number, view: Region): AnyArray {
  const to = allocate(view.dtype, sizeOf(view.shape));
  const { count, steps, run } = planWalk([view], [first]);
  let i = 0;
  run(([at]) => {
    for (let k = 0; k < count; k++) to[i++] = from[at + k * steps[0]];
  });
  return to as AnyArray;
}
