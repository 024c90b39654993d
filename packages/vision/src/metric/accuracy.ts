import { fail } from '@openbpu/diagnostics';
import { VISION } from '../catalogue';
import { topK } from './top-k';
import { type Interval, wilsonInterval } from './intervals';

/** A share with its 95 % Wilson interval; all of it in 0..1. `rate` is 0 while nothing was counted. */
export interface Proportion extends Interval {
  readonly hits: number;
  readonly count: number;
  readonly rate: number;
}

/** Counts right answers of a classifier, picture by picture. */
export class Accuracy {
  /** The best class of each picture, in the order added. */
  readonly predictions: number[] = [];
  /** Whether it was the right one: what `comparePaired` takes. */
  readonly correct: boolean[] = [];
  private top5Hits = 0;

  /** Adds one picture: a score for each class, and the right class. Fails with VIS023 when there is no such class. */
  add(scores: ArrayLike<number>, label: number): void {
    if (!(label >= 0 && label < scores.length)) fail(VISION.labelOutOfRange({ label, classes: scores.length }));
    const best = topK(scores, 5);
    this.predictions.push(best[0].index);
    this.correct.push(best[0].index === label);
    if (best.some(({ index }) => index === label)) this.top5Hits++;
  }

  /** Share of pictures whose best class was right. */
  get top1(): Proportion {
    return proportion(this.correct.filter(Boolean).length, this.correct.length);
  }

  /** Share of pictures whose right class was among the best five (with five classes or fewer: all). */
  get top5(): Proportion {
    return proportion(this.top5Hits, this.correct.length);
  }
}

function proportion(hits: number, count: number): Proportion {
  return { hits, count, rate: count === 0 ? 0 : hits / count, ...wilsonInterval(hits, count) };
}
