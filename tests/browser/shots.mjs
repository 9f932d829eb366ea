// Screenshots of each kind of page of the demo, to be looked at: `npm run shots -- FOLDER`.

import fs from 'node:fs';
import path from 'node:path';
import { launch, NARROW, WIDE } from './browser.mjs';
import { DEMO, pagesByKind, serve } from './site.mjs';

const [into] = process.argv.slice(2);
if (!into) {
  console.error('say into which folder: npm run shots -- FOLDER');
  process.exit(2);
}
fs.mkdirSync(into, { recursive: true });
const browser = await launch();
const site = await serve(DEMO);
try {
  for (const { kind, page } of pagesByKind(DEMO)) {
    const name = kind.replace(/\/index\.html$/, '').replace(/\.html$/, '').replace(/[^a-z0-9]+/gi, '-');
    for (const viewport of [WIDE, NARROW]) {
      for (const colorScheme of ['light', 'dark']) {
        const context = await browser.newContext({ viewport, colorScheme });
        const shown = await context.newPage();
        await shown.goto(site.url + page);
        await shown.screenshot({ path: path.join(into, `${name}-${viewport.width}-${colorScheme}.png`) });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}
