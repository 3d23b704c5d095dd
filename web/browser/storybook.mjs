// Looks at a written storybook in Chromium: pictures at 390 and 1440 px, axe-core, console, overflow at 320 px.
// node web/browser/storybook.mjs DIR [--only name,name] [--lang zh] [--shots DIR] [--no-shots]
// Ends with status 1 when anything is wrong.
import { createRequire } from "node:module";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { chromium } from "playwright-core";

const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const dir = path.resolve(args[0]);
const shots = path.resolve(option("--shots", path.join(dir, "shots")));
const only = option("--only", "").split(",").filter(Boolean);
const langs = option("--lang", "zh,en").split(",");
const looks = option("--look", "light,dark,large").split(",");
const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const axe = fs.readFileSync(axePath, "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".webp": "image/webp" };
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

const server = http.createServer((req, res) => {
  if (req.url.endsWith("/events")) return res.writeHead(204).end(); // no stream, and none is asked for again
  const file = path.join(dir, decodeURIComponent(new URL(req.url, "http://x").pathname));
  if (!file.startsWith(dir) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) return res.writeHead(404).end();
  res.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream", "content-security-policy": policy });
  fs.createReadStream(file).pipe(res);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const base = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const faults = [];
let looked = 0;

async function look(page, { lang, look, name }) {
  const where = `${lang}/${look}/${name}`;
  const fault = (what) => faults.push(`${where}: ${what}`);
  page.removeAllListeners();
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && fault(`console: ${m.text()}`));
  page.on("pageerror", (e) => fault(`page: ${e.message}`));
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    if (width === 1440) await page.goto(`${base}/${where}.html`, { waitUntil: "load" });
    if (!args.includes("--no-shots")) {
      fs.mkdirSync(path.join(shots, lang), { recursive: true });
      await page.screenshot({ path: path.join(shots, lang, `${name}-${width}-${look}.png`), fullPage: true });
    }
    const found = await page.evaluate(async (values) => (await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] })).violations, tags);
    for (const v of found) fault(`axe ${v.id} at ${width}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " · " + n.failureSummary.replace(/\s+/g, " ").slice(0, 160)).join(" | ")}`);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  const over = await page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return "";
    const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll"));
    return `${wide}px by ${out.slice(0, 4).map((e) => e.tagName + "." + e.getAttribute("class")).join(", ")}`;
  });
  if (over) fault(`overflow at 320: ${over}`);
  const small = await page.evaluate(() => [...document.querySelectorAll("a,button,input:not([type=hidden]),select,textarea,summary")].filter((e) => {
    const r = e.getBoundingClientRect();
    return r.width > 0 && (r.height < 24 || r.width < 24) && getComputedStyle(e).display !== "inline" && !e.closest(".skip,.vh");
  }).map((e) => e.tagName + "." + e.className));
  if (small.length) fault(`targets under 24 px: ${small.slice(0, 5).join(", ")}`);
  looked++;
}

const jobs = [];
for (const lang of langs) for (const l of looks) {
  for (const file of fs.readdirSync(path.join(dir, lang, l)).sort()) {
    const name = file.replace(/\.html$/, "");
    if (!only.length || only.includes(name)) jobs.push({ lang, look: l, name });
  }
}
await Promise.all([0, 1].map(async () => {
  const context = await browser.newContext({ bypassCSP: false });
  await context.addInitScript(axe);
  const page = await context.newPage();
  for (let job = jobs.shift(); job; job = jobs.shift()) await look(page, job);
}));
await browser.close();
server.close();
console.log(`${looked} pages looked at, ${faults.length} faults`);
for (const f of faults) console.log(f);
process.exit(faults.length ? 1 : 0);
