// Progressive enhancement only: without this file every form still posts and every page still reads.
import htmx from "htmx.org";
import { register, mountAll } from "./modules.js";
import "./autosave.js";
import "./ask.js";
import "./passkey.js";
import "./annotate.js";
import "./live.js";

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

// A sum as the station reads it: thousands set apart in threes or not at all, 万 and 亿 in units of 万元.
function sum(text) {
  const said = text.normalize("NFKC").trim().match(/^([+-]?)(\d+|[1-9]\d{0,2}(?:,\d{3})+)(\.\d+)?\s*(?:(万|亿)元?)?$/);
  return said ? Number(said[1] + said[2].replaceAll(",", "") + (said[3] || "")) * (said[4] === "亿" ? 10000 : 1) : NaN;
}

// 23,600 万元 is easier to check as 2.36 亿元. The server prints the same line.
register("echo", (input) => {
  const out = document.getElementById(input.dataset.echo);
  if (!out) return;
  const en = document.documentElement.lang === "en";
  const short = (n) => String(Math.round(n * 100) / 100);
  input.addEventListener("input", () => {
    const n = sum(input.value);
    if (Number.isNaN(n)) { out.textContent = ""; return; }
    if (en) out.textContent = Math.abs(n) >= 100000 ? `RMB ${short(n / 100000)} billion` : `RMB ${short(n / 100)} million`;
    else out.textContent = Math.abs(n) >= 10000 ? `即 ${short(n / 10000)} 亿元` : `即 ${n.toLocaleString("en")} 万元`;
  });
});

// "Not sure", "none", "does not apply": at most one, and typing an answer takes it back. Ticking one puts the answer
// aside, which taking the tick back brings again: the station refuses both at once.
register("outs", (box) => {
  const ticks = [...box.querySelectorAll("input")];
  const field = box.closest(".field");
  const answers = [...(field?.querySelectorAll("input[name], textarea[name], select[name]") || [])].filter((el) => !ticks.includes(el));
  let aside = null;
  const put = ([el, value, checked]) => Object.assign(el, el.type === "checkbox" ? { checked } : { value });
  for (const tick of ticks) tick.addEventListener("change", () => {
    if (tick.checked) {
      for (const other of ticks) if (other !== tick) other.checked = false;
      aside ||= answers.map((el) => [el, el.value, el.checked]);
      for (const el of answers) put([el, "", false]);
    } else if (aside) {
      aside.forEach(put);
      aside = null;
    }
  });
  field?.addEventListener("input", (e) => { if (!ticks.includes(e.target)) { aside = null; for (const tick of ticks) tick.checked = false; } });
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
  // what is chosen is said above the groups, which are closed
  const picked = box.querySelector("[data-picked]");
  box.addEventListener("change", () => {
    for (const old of picked.querySelectorAll(".tag")) old.remove();
    const ticks = [...box.querySelectorAll(".choice input:checked")];
    for (const tick of ticks) {
      const tag = document.createElement("span");
      tag.className = "tag";
      tag.textContent = tick.labels[0].querySelector("b").textContent;
      picked.append(tag, " ");
    }
    picked.hidden = ticks.length === 0;
    for (const group of box.querySelectorAll("details")) {
      const n = group.querySelectorAll("input:checked").length, count = group.querySelector("[data-count]");
      count.textContent = count.textContent.replace(/\d+/, String(n));
      count.hidden = n === 0;
    }
  });
});

register("print", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// A command that is refused is sent once more as without script: its page then says why, and a sign-in takes it along.
document.addEventListener("htmx:responseError", (e) => {
  if (e.detail.xhr.status >= 400) e.target.closest("form")?.submit();
});

document.addEventListener("DOMContentLoaded", () => mountAll());
document.addEventListener("htmx:load", (e) => mountAll(e.target));
window.station = { register, htmx };
