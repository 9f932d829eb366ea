// A published folder as the checks see it: which pages it has, and a server for it.
//
// Nothing here knows what kinds of pages relata makes: a kind is a top folder, as an index or as one
// of its pages. New kinds are checked from the day on which they are published.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** The project's own folder. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The program that the check built a step earlier. */
export const RELATA = path.resolve(PROJECT, process.env.CARGO_TARGET_DIR ?? 'target', 'debug', 'relata');

/** The demo, as it is built and committed. */
export const DEMO = path.join(PROJECT, 'public');

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};

/** The paths of all files below a folder, with `/`, sorted. */
export function files(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile())
    .map((it) => path.relative(folder, path.join(it.parentPath, it.name)).split(path.sep).join('/'))
    .sort();
}

/** The paths of all files with this extension. */
export const filesOf = (folder, extension) =>
  files(folder).filter((it) => it.endsWith(extension));

/** The bytes of these files, compressed as a server compresses them. */
export const compressed = (folder, names) =>
  names.reduce((sum, it) => sum + gzipSync(fs.readFileSync(path.join(folder, it))).length, 0);

/**
 * One page of each kind, and of the kinds with many pages the longest and the shortest.
 *
 * Redirects are left out: a browser does not stay on them. Returns `{ kind, page }`.
 */
export function pagesByKind(folder) {
  const kinds = new Map();
  for (const page of filesOf(folder, '.html')) {
    const html = fs.readFileSync(path.join(folder, page), 'utf8');
    if (html.includes('http-equiv="refresh"')) continue;
    const parts = page.split('/');
    const kind = parts.length > 2 ? `one of ${parts[0]}` : page;
    if (!kinds.has(kind)) kinds.set(kind, []);
    kinds.get(kind).push({ page, size: html.length });
  }
  return [...kinds].flatMap(([kind, pages]) => {
    pages.sort((one, other) => one.size - other.size || (one.page < other.page ? -1 : 1));
    if (pages.length === 1) return [{ kind, page: pages[0].page }];
    return [
      { kind: `${kind}, the longest`, page: pages.at(-1).page },
      { kind: `${kind}, the shortest`, page: pages[0].page },
    ];
  });
}

/** The path that the site says it stands under, by its home page's canonical link; else `/`. */
export function ownPath(folder) {
  const home = fs.readFileSync(path.join(folder, 'index.html'), 'utf8');
  const canonical = /<link rel="canonical" href="(https?:[^"]+)"/.exec(home);
  return canonical ? new URL(canonical[1]).pathname : '/';
}

/**
 * Serves a folder under a path on this machine, as hosts of static files do: an index for a
 * folder, compressed, 404.html for what is not there.
 *
 * Returns the address of the site, which ends with `/`, and `close`.
 */
export async function serve(folder, under = ownPath(folder)) {
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const name = decodeURIComponent(pathname);
    let file = name.startsWith(under) && path.join(folder, name.slice(under.length));
    if (file && fs.existsSync(file) && fs.statSync(file).isDirectory()) file = path.join(file, 'index.html');
    const found = file && file.startsWith(folder) && fs.existsSync(file);
    if (!found) file = path.join(folder, '404.html');
    response.writeHead(found ? 200 : 404, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
      'cache-control': 'max-age=600',
    });
    response.end(gzipSync(fs.readFileSync(file)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${under}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
