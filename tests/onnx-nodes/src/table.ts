import { backend } from '@openbpu/backend-bayes-e';
import type { Tried } from './campaign';

/** What the cases of one operator came to. */
export interface Row {
  readonly operator: string;
  /** What the list of bayes-e says of it; empty where it does not name it. */
  readonly class: string;
  readonly cases: number;
  /** Computed by us alone. */
  readonly own: number;
  /** How many of these were evaluated while the model was read, all inputs being constants. */
  readonly folded: number;
  readonly fragment: number;
  /** How many were refused, by code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly wrong: number;
}

const byName = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** One row for each operator, by name. */
export function tableOf(tried: readonly Tried[]): readonly Row[] {
  const operators = [...new Set(tried.map(({ operator }) => operator))].sort(byName);
  return operators.map((operator) =>
    rowOf(
      operator,
      tried.filter((one) => one.operator === operator),
    ),
  );
}

/** All cases in one row. */
export function totalOf(tried: readonly Tried[], name = 'total'): Row {
  return rowOf(name, tried);
}

function rowOf(operator: string, tried: readonly Tried[]): Row {
  const outcomes = tried.map(({ outcome }) => outcome);
  const count = (kind: string) => outcomes.filter((outcome) => outcome.kind === kind).length;
  const codes = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.code] : [])).sort(byName);
  return {
    operator,
    class: backend.operators[operator]?.class ?? '',
    cases: tried.length,
    own: count('own'),
    folded: outcomes.filter((outcome) => outcome.kind === 'own' && outcome.folded).length,
    fragment: count('fragment'),
    refused: Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length])),
    wrong: count('wrong'),
  };
}

export const HEAD = ['Operator', 'bayes-e', 'Cases', 'Own', 'Own as constants', 'Fragment', 'Refused', 'Wrong'];

/** A row in the order of `HEAD`; nothing where there is none. */
export function cellsOf({ operator, cases, own, folded, fragment, refused, wrong, ...row }: Row): readonly string[] {
  const codes = Object.entries(refused).map(([code, number]) => `${number} ${code}`);
  const numbers = [cases, own - folded, folded, fragment].map((number) => (number === 0 ? '' : String(number)));
  return [operator, row.class, ...numbers, codes.join(', '), wrong === 0 ? '' : String(wrong)];
}

/** Rows as text in columns. */
export function textOf(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
