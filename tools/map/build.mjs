// Makes src/site/map/world.json, the outlines of countries that maps of places are drawn with.
//
// Run: npm ci && npm run build. The same packages give the same bytes.
//
// The outlines are those of Natural Earth at 1:50m, which is in the public domain, as the package
// world-atlas has them in TopoJSON: neighbours share their border as one arc. Here arcs lose the
// points that no map of ours shows, and islands that are too small for one.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify';

/** The smallest triangle that a point may stand for, and the smallest island, in square degrees. */
const SMALLEST = 0.004;
/** Points in a degree. */
const UNIT = 100;

const require = createRequire(import.meta.url);
const read = JSON.parse(fs.readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'));
// The one land at a pole is told as the pole with a hole, whose edge is the coast. The coast alone will do.
for (const it of read.objects.countries.geometries.filter((it) => it.type === 'MultiPolygon')) {
  const { coordinates } = feature(read, it).geometry;
  const isPole = (ring) => ring.every(([, north]) => Math.abs(north) > 89.9);
  it.arcs = it.arcs.map((rings, at) => rings.filter((_, ring) => !isPole(coordinates[at][ring])));
}
const weighed = simplify(presimplify(read), SMALLEST);
/** The area of a ring in square degrees; one that goes around a pole is large. */
function area(ring) {
  const east = ring.map((it) => it[0]);
  if (Math.max(...east) - Math.min(...east) > 350) return Infinity;
  const twice = ring.map(([x, y], at) => x * ring.at(at - 1)[1] - ring.at(at - 1)[0] * y);
  return Math.abs(twice.reduce((sum, it) => sum + it, 0)) / 2;
}
const { arcs, objects } = filter(weighed, filterWeight(weighed, SMALLEST, area));

/** First point, then steps, all whole numbers in one list; steps of nothing are left out. */
function line(points) {
  const flat = [];
  let [x, y] = [0, 0];
  for (const point of points) {
    const [to, up] = point.map((it) => Math.round(it * UNIT));
    if (flat.length && to === x && up === y) continue;
    flat.push(to - x, up - y);
    [x, y] = [to, up];
  }
  return flat;
}

const lands = objects.countries.geometries
  .filter((it) => it.arcs)
  .map(({ id, type, arcs: rings }) => ({
    code: countries.numericToAlpha3(id ?? '') ?? '',
    polygons: type === 'Polygon' ? [rings] : rings,
  }))
  .sort((one, other) => (one.code < other.code ? -1 : Number(one.code > other.code)));
// Natural Earth draws who holds the ground. Crimea is given to Ukraine, whose it is by resolution 68/262 of
// the General Assembly of the United Nations.
const [russia, ukraine] = ['RUS', 'UKR'].map((code) => lands.find((it) => it.code === code));
const isCrimea = ([ring]) =>
  ring.every((it) =>
    arcs[it < 0 ? ~it : it].every(([east, north]) => east > 32 && east < 37 && north > 44 && north < 46.5),
  );
ukraine.polygons.push(...russia.polygons.filter(isCrimea));
russia.polygons = russia.polygons.filter((it) => !isCrimea(it));

const text = [
  '{',
  `"source": "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2; made by tools/map/build.mjs",`,
  `"unit": ${UNIT},`,
  `"countries": [\n${lands.map((it) => JSON.stringify(it)).join(',\n')}\n],`,
  `"arcs": [\n${arcs.map((it) => JSON.stringify(line(it))).join(',\n')}\n]`,
  '}\n',
].join('\n');
fs.writeFileSync(new URL('../../src/site/map/world.json', import.meta.url), text);
console.log(`${text.length} bytes, ${lands.length} countries, ${arcs.length} arcs`);
