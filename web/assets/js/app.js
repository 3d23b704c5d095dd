// Progressive enhancement only: without this file every form still posts and every page still reads.
import htmx from "htmx.org";
import { register, mountAll } from "./modules.js";
import "./autosave.js";
import "./ask.js";

// "As the system" is plain CSS; what script adds is that the switch then offers the opposite of what is on screen.
register("theme", (button) => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const sync = () => {
    button.value = dark.matches ? "light" : "dark";
    const label = dark.matches ? button.dataset.light : button.dataset.dark;
    button.setAttribute("aria-label", label);
    const text = button.querySelector("span");
    if (text) text.textContent = label;
  };
  sync();
  dark.addEventListener("change", sync);
});

// After a refused form the summary takes the focus, so that it is read out first.
register("error-summary", (box) => box.focus());

// 23,600 万元 is easier to check as 2.36 亿元. The server prints the same line.
register("echo", (input) => {
  const out = document.getElementById(input.dataset.echo);
  if (!out) return;
  const en = document.documentElement.lang === "en";
  const short = (n) => String(Math.round(n * 100) / 100);
  input.addEventListener("input", () => {
    const n = Number(input.value.replace(/[,,\s]/g, ""));
    if (!input.value.trim() || Number.isNaN(n)) { out.textContent = ""; return; }
    if (en) out.textContent = Math.abs(n) >= 100000 ? `RMB ${short(n / 100000)} billion` : `RMB ${short(n / 100)} million`;
    else out.textContent = Math.abs(n) >= 10000 ? `即 ${short(n / 10000)} 亿元` : `即 ${n.toLocaleString("en")} 万元`;
  });
});

// "Not sure", "none", "does not apply": at most one, and typing an answer takes it back.
register("outs", (box) => {
  const ticks = [...box.querySelectorAll("input")];
  const field = box.closest(".field");
  for (const tick of ticks) tick.addEventListener("change", () => {
    if (tick.checked) for (const other of ticks) if (other !== tick) other.checked = false;
  });
  field?.addEventListener("input", (e) => { if (!ticks.includes(e.target)) for (const tick of ticks) tick.checked = false; });
});

// A long list of ticks gets a box to narrow it.
register("narrow", (box) => {
  const input = box.querySelector("[data-narrow]");
  if (!input) return;
  input.closest(".nojs-hide")?.classList.remove("nojs-hide");
  input.addEventListener("input", () => {
    const want = input.value.trim().toLowerCase();
    for (const group of box.querySelectorAll("details")) {
      let shown = 0;
      for (const item of group.querySelectorAll(".choice")) {
        item.hidden = want !== "" && !item.textContent.toLowerCase().includes(want);
        if (!item.hidden) shown++;
      }
      group.hidden = shown === 0;
      if (want) group.open = true;
    }
  });
  input.addEventListener("keydown", (e) => { if (e.key === "Enter") e.preventDefault(); });
});

register("print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

document.addEventListener("DOMContentLoaded", () => mountAll());
document.addEventListener("htmx:load", (e) => mountAll(e.target));
window.station = { register, htmx };
