export type Quality = 'good' | 'fair' | 'bad' | 'even';

/**
 * How good a cosine is, as the class that colours it: below 0.95 something is wrong, below 0.99 accuracy suffers. One
 * measured on noise says nothing of the model, and has no colour.
 */
export function quality(cosine: number, noise = false): Quality {
  if (noise) return 'even';
  if (cosine >= 0.99) return 'good';
  return cosine >= 0.95 ? 'fair' : 'bad';
}
