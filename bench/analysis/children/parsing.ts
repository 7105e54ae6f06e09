import * as fs from 'node:fs';
import * as path from 'node:path';
import * as yaml from 'js-yaml';

// Reads the YAML of a folder and does nothing with it: what no analysis can be faster than.
const [folder = ''] = process.argv.slice(2);
for (const name of fs.readdirSync(folder)) yaml.loadAll(fs.readFileSync(path.join(folder, name), 'utf8'));
