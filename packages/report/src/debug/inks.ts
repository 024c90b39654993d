/** What a picture is drawn with: colours, or what stands for them on a page. */
export interface Inks {
  /** What is below it; nothing where the page is. */
  readonly paper?: string;
  readonly ink: string;
  readonly soft: string;
  readonly grid: string;
  readonly bar: string;
  /** Of the triangle, and of the mean. */
  readonly blue: string;
  /** Of the threshold, and of the median. */
  readonly red: string;
  /** Of curves, one after the other. */
  readonly curves: readonly string[];
}

/** On white paper. */
export const PRINT: Inks = {
  paper: '#ffffff',
  ink: '#1c2330',
  soft: '#5b6575',
  grid: '#e4e8ee',
  bar: '#8fa9d6',
  blue: '#1f4fd8',
  red: '#d62222',
  curves: ['#2f6fde', '#d97a12', '#15803d', '#c0267f', '#6d4fd3', '#0e8f9e', '#8a6d1d', '#5b6575'],
};

/** On a page, light or dark as its reader has it; the page gives them their values. */
export const PAGE: Inks = {
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  grid: 'var(--line)',
  bar: 'var(--hist)',
  blue: 'var(--peak)',
  red: 'var(--edge)',
  curves: Array.from({ length: 8 }, (_, i) => `var(--k${i})`),
};
