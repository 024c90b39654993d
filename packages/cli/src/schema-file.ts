import { join } from 'node:path';

/** The JSON Schema of recipes that ships with the program. */
export const SCHEMA_FILE = join(__dirname, '../schema/recipe.schema.json');
