/** `model_or_file` as `modelOrFile`. */
export type Camel<S extends string> = S extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;

/** Options in snake_case, as the guide spells them, or in camelCase. */
export type Spelt<T> = T | { readonly [K in keyof T as Camel<K & string>]: T[K] };

/** What is not given may be null, as None of the guide is. */
export type Optional<T> = T | null | undefined;
