// Selecting a passage of a finding opens the form with the field, the words and where they stand, in UTF-16 units of the field's text.
// The numbers of notes inside a passage are drawn by the style sheet, so that the text of a field is the field's and nothing else.
import { register } from "./modules.js";

// offsetIn counts the units of a field's text before a point of the selection.
function offsetIn(field, node, at) {
  const range = document.createRange();
  range.selectNodeContents(field);
  range.setEnd(node, at);
  return range.toString().length;
}

function marked(root) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const of = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest("[data-field]");
  const field = of(range.startContainer) || of(range.endContainer);
  if (!field || !root.contains(field)) return null;
  const start = field.contains(range.startContainer) ? offsetIn(field, range.startContainer, range.startOffset) : 0;
  const end = field.contains(range.endContainer) ? offsetIn(field, range.endContainer, range.endOffset) : field.textContent.length;
  return end > start ? { field: field.dataset.field, quote: field.textContent.slice(start, end), start, end } : null;
}

// Another row for a source is made in the page, so that files which were chosen stay chosen; without script the form comes back with it.
function anotherSource(e) {
  const button = e.target.closest("button[name=more]");
  const rows = button?.form.querySelector("[data-sources]");
  if (!rows) return;
  e.preventDefault();
  const n = rows.querySelectorAll("[data-source]").length + 1;
  const row = rows.querySelector("template").content.cloneNode(true);
  for (const label of row.querySelectorAll("label")) {
    label.htmlFor = label.htmlFor.replace("-0-", `-${n}-`);
    label.firstChild.data = label.firstChild.data.replace("0", n);
  }
  for (const input of row.querySelectorAll("input")) input.id = input.id.replace("-0-", `-${n}-`);
  rows.insertBefore(row, rows.querySelector("template"));
  rows.querySelectorAll("[data-source]")[n - 1].querySelector("input").focus();
  button.hidden = n >= 8;
}

register("annotate", (root) => {
  root.addEventListener("click", anotherSource);
  const form = root.querySelector("[data-annotate-form]");
  const threads = [...root.querySelectorAll("[data-thread]")];
  const on = root.querySelector("[data-keys-on]");
  on?.closest(".nojs-hide")?.classList.remove("nojs-hide");
  if (on) {
    on.checked = localStorage.getItem("station-keys") !== "off";
    on.addEventListener("change", () => localStorage.setItem("station-keys", on.checked ? "on" : "off"));
  }
  const write = (at) => {
    if (!form) return;
    form.elements.field.value = at?.field || "";
    form.elements.quote.value = at?.quote || "";
    form.elements.start.value = at?.start ?? "";
    form.elements.end.value = at?.end ?? "";
    form.elements.text.focus();
    form.elements.text.scrollIntoView({ block: "center" });
  };
  // a passage that was typed or another field is looked for anew
  for (const name of ["field", "quote"]) form?.elements[name].addEventListener("input", () => { form.elements.start.value = form.elements.end.value = ""; });

  let last = null;
  if (form) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--primary annotate-do";
    button.textContent = form.closest("section").querySelector("h2").textContent;
    button.hidden = true;
    root.append(button);
    button.addEventListener("mousedown", (e) => e.preventDefault()); // the selection stays
    button.addEventListener("click", () => { write(marked(root) || last); button.hidden = true; });
    document.addEventListener("selectionchange", () => {
      const at = marked(root);
      if (at) last = at;
      button.hidden = !at;
    });
  }
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || (on && !on.checked)) return;
    if (e.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (e.key === "c" && form) {
      e.preventDefault();
      write(marked(root));
    } else if ((e.key === "j" || e.key === "k") && threads.length) {
      e.preventDefault();
      const at = threads.findIndex((t) => t.contains(document.activeElement));
      const next = threads[e.key === "j" ? Math.min(at + 1, threads.length - 1) : Math.max(at - 1, 0)];
      next.focus();
      next.scrollIntoView({ block: "center" });
    }
  });
});
