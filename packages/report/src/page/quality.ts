/** How good a cosine is, as the class that colours it: below 0.95 something is wrong, below 0.99 accuracy suffers. */
export function quality(cosine: number): 'good' | 'fair' | 'bad' {
  if (cosine >= 0.99) return 'good';
  return cosine >= 0.95 ? 'fair' : 'bad';
}
