// Enlivens the charts of releases: hover over the lines, and a table as a picture. It draws what data-values holds, which the page shows as
// text besides; without it nothing is missing. Tooltips are drawn on the canvas, so that no style is written into the page.
import * as echarts from "echarts/core";
import { LineChart, HeatmapChart } from "echarts/charts";
import { GridComponent, TooltipComponent, VisualMapComponent, MarkLineComponent, AriaComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([LineChart, HeatmapChart, GridComponent, TooltipComponent, VisualMapComponent, MarkLineComponent, AriaComponent, CanvasRenderer]);

const drawn = new Map(); // chart → what draws it anew

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const rem = (n) => n * parseFloat(getComputedStyle(document.documentElement).fontSize);
const text = () => ({ fontFamily: getComputedStyle(document.body).fontFamily, fontSize: rem(0.82), color: token("--text-2") });
const tip = () => ({ renderMode: "richText", confine: true, backgroundColor: token("--surface"), borderColor: token("--line-strong"), textStyle: { ...text(), color: token("--text") } });
const still = (description, show = true) => ({ animation: false, aria: { enabled: true, label: { description }, decal: { show } } });
const hatch = () => ({ color: token("--line-strong"), dashArrayX: [1, 0], dashArrayY: [1, 7], rotation: -Math.PI / 4 });

function lineOption(v, say) {
  const dashes = ["solid", "dashed", "dotted", [10, 3, 2, 3], [1, 2]];
  const symbols = ["circle", "triangle", "diamond", "rect", "circle"];
  const colour = (i) => token(`--c-${(i % 5) + 1}`);
  const point = (p, i) => p.share === null ? "-" : { value: p.share, itemStyle: p.held ? { color: token("--surface"), borderColor: colour(i), borderWidth: 2 } : undefined };
  return {
    ...still(v.about), textStyle: text(), grid: { left: rem(3.2), right: rem(1.2), top: rem(2), bottom: rem(2.2) },
    tooltip: { ...tip(), trigger: "axis", formatter: (all) => [v.days[all[0].dataIndex], ...all.map((s) => {
      const p = v.series[s.seriesIndex].points[s.dataIndex];
      return `${s.seriesName}  ${p.text ?? ""}${p.held ? `  ${say.held} ${p.held}` : ""}`;
    })].join("\n") },
    xAxis: { type: "category", data: v.days, boundaryGap: true, axisLabel: text(), axisLine: { lineStyle: { color: token("--line-strong") } } },
    yAxis: { type: "value", min: 0, max: v.top, axisLabel: { ...text(), formatter: "{value} %" }, splitLine: { lineStyle: { color: token("--line") } } },
    series: v.series.map((s, i) => ({
      name: s.label, type: "line", data: s.points.map((p) => point(p, i)), symbol: symbols[i % 5], symbolSize: 10, connectNulls: false,
      lineStyle: { color: colour(i), type: dashes[i % 5], width: 2.4 }, itemStyle: { color: colour(i) },
      markLine: i ? undefined : { silent: true, symbol: "none", label: { ...text(), formatter: (m) => m.name }, lineStyle: { color: token("--text-3"), type: [2, 3] }, data: marks(v) },
    })),
  };
}

/** Where a change of the rules stands between two cuts: the axis has cuts only, so it stands at the first cut that it is behind. */
function marks(v) {
  return v.marks.map((m) => ({ name: m.label, xAxis: v.days.find((d) => d >= m.at) })).filter((m) => m.xAxis);
}

function heatOption(v, say) {
  const steps = [1, 2, 3, 4, 5].map((n) => token(`--heat-${n - 1}`));
  const ink = [token("--heat-lo-text"), token("--heat-lo-text"), token("--heat-lo-text"), "#fff", token("--heat-hi-text")];
  const shown = (c) => c.share ?? c.value ?? "";
  return {
    ...still(say.label, false), textStyle: text(), grid: { left: rem(11), right: rem(1), top: rem(2.4), bottom: rem(0.5) },
    tooltip: { ...tip(), formatter: (p) => {
      const c = v.cells[p.dataIndex];
      const numbers = c.share ? `${c.share}  ${c.risk} / ${c.n}` : (c.value ?? say.withheld);
      return [`${v.rows[c.row]} · ${v.columns[c.column]}`, numbers, c.why, c.held && `${say.held} ${c.held}`].filter(Boolean).join("\n");
    } },
    xAxis: { type: "category", position: "top", data: v.columns, axisLabel: { ...text(), interval: 0, overflow: "break", width: rem(6) }, axisTick: { show: false }, splitArea: { show: false } },
    yAxis: { type: "category", inverse: true, data: v.rows, axisLabel: { ...text(), interval: 0, width: rem(10), overflow: "truncate" }, axisTick: { show: false } },
    visualMap: { show: false, type: "piecewise", dimension: 2, pieces: [{ value: 0, color: token("--surface-2") }, ...steps.map((color, i) => ({ value: i + 1, color }))] },
    series: [{
      type: "heatmap", data: v.cells.map((c) => ({ value: [c.column, c.row, c.step], label: { color: c.step ? ink[c.step - 1] : token("--text-2") }, itemStyle: c.step ? undefined : { decal: hatch() } })),
      label: { show: true, fontSize: rem(0.85), formatter: (p) => shown(v.cells[p.dataIndex]) || say.withheld }, itemStyle: { borderColor: token("--surface"), borderWidth: 2 },
    }],
  };
}

function mount(box, place, height, option) {
  const v = JSON.parse(box.dataset.values);
  const say = { held: box.dataset.held, withheld: box.dataset.withheld, label: box.dataset.label };
  if (height) place.style.height = `${height(v)}px`;
  const chart = echarts.init(place, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(v, say), true);
  draw();
  drawn.set(chart, draw);
  new ResizeObserver(() => chart.resize()).observe(place);
}

for (const box of document.querySelectorAll('[data-chart="lines"]')) {
  const place = document.createElement("div");
  place.className = "chart";
  box.append(place);
  box.classList.add("drawn");
  mount(box, place, null, lineOption);
}

for (const box of document.querySelectorAll('[data-chart="heat"]')) {
  box.classList.remove("nojs-hide");
  box.addEventListener("toggle", () => {
    if (box.open && !box.dataset.drawn) {
      box.dataset.drawn = "1";
      mount(box, box.querySelector(".chart"), (v) => rem(3) + v.rows.length * rem(2.3), heatOption);
    }
  });
}

const again = () => { for (const draw of drawn.values()) draw(); };
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
new MutationObserver(again).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-print"] });
