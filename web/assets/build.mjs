// Bundles css and js, hashes every file by content, compresses, and writes dist/manifest.json: name → hashed name.
// Run: npm run build. Needs no network. The result is the same bytes for the same sources.
import { createHash } from "node:crypto";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const dist = path.join(here, "dist");
const manifest = {};

for (const name of fs.readdirSync(dist)) if (name !== ".keep") fs.rmSync(path.join(dist, name), { recursive: true });

const hashed = (name, body) => {
  const ext = path.extname(name);
  return `${name.slice(0, -ext.length)}-${createHash("sha256").update(body).digest("hex").slice(0, 10)}${ext}`;
};

function put(name, body) {
  const file = hashed(name, body);
  manifest[name] = file;
  fs.writeFileSync(path.join(dist, file), body);
  const br = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
  fs.writeFileSync(path.join(dist, file + ".br"), br);
  fs.writeFileSync(path.join(dist, file + ".gz"), gzipSync(body, { level: 9 }));
  console.log(file.padEnd(30), String(body.length).padStart(8), "br", String(br.length).padStart(7));
  return file;
}

for (const name of fs.readdirSync(path.join(here, "img"))) {
  put(name, Buffer.from(fs.readFileSync(path.join(here, "img", name), "utf8").replace(/>\s+</g, "><").trim()));
}

// Images named in css are the ones just written.
const images = {
  name: "images",
  setup(build) {
    build.onResolve({ filter: /\/img\// }, (args) => {
      const file = manifest[path.basename(args.path)];
      return file ? { path: "/assets/" + file, external: true } : { errors: [{ text: "no such image: " + args.path }] };
    });
  },
};

// What a bundle holds of others, said in it; their licences lie beside the fonts' one.
const banners = {
  "insight.js": { js: "/*! Apache ECharts (Apache-2.0, copyright The Apache Software Foundation) with ZRender (BSD-3-Clause, copyright Baidu Inc.) and tslib (0BSD, copyright Microsoft Corporation) */" },
};

for (const [entry, name] of [["css/app.css", "app.css"], ["js/app.js", "app.js"], ["js/insight.js", "insight.js"]]) {
  const out = await esbuild.build({
    entryPoints: [path.join(here, entry)],
    bundle: true, minify: true, write: false, format: "iife", target: ["es2020", "chrome105", "safari15.4", "firefox121"],
    banner: banners[name] ?? {}, legalComments: "none", plugins: [images], logLevel: "error", logOverride: { "direct-eval": "silent" },
  });
  put(name, Buffer.from(out.outputFiles[0].contents));
}

// The PDF writer needs whole TTF files; browsers never get them.
fs.mkdirSync(path.join(dist, "fonts"));
for (const [dir, file] of [["400Regular", "NotoSansSC_400Regular.ttf"], ["700Bold", "NotoSansSC_700Bold.ttf"]]) {
  fs.copyFileSync(path.join(root, "node_modules/@expo-google-fonts/noto-sans-sc", dir, file), path.join(dist, "fonts", file));
}
fs.copyFileSync(path.join(root, "node_modules/@expo-google-fonts/noto-sans-sc/LICENSE_FONT"), path.join(dist, "fonts", "LICENSE_FONT"));

fs.mkdirSync(path.join(dist, "licences"));
for (const [from, to] of [["echarts/LICENSE", "echarts-LICENSE"], ["echarts/NOTICE", "echarts-NOTICE"], ["zrender/LICENSE", "zrender-LICENSE"], ["tslib/CopyrightNotice.txt", "tslib-NOTICE"]]) {
  fs.copyFileSync(path.join(root, "node_modules", from), path.join(dist, "licences", to));
}

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(path.join(dist, "manifest.json"), JSON.stringify(sorted, null, 1) + "\n");
