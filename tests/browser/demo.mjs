// The demo in a browser, for all tests of a file.

import { after, before } from 'node:test';
import { launch } from './browser.mjs';
import { DEMO, serve } from './site.mjs';

/** Has a browser and a server of the demo ready for the tests, as `browser` and `site`, and ends both after them. */
export function onDemo() {
  const here = {};
  before(async () => {
    here.browser = await launch();
    here.site = await serve(DEMO);
  });
  after(async () => {
    await here.browser?.close();
    await here.site?.close();
  });
  return here;
}
