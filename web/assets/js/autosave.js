// Every answer is saved as soon as it is given. While the network is away it is kept on this device, and sent when
// the network is back; the page says which. Without script the form simply posts.
import { register } from "./modules.js";

const kept = (form) => "station:answer:" + new URL(form.action).pathname;

function words(form) {
  const d = form.dataset;
  return { saving: d.saving, offline: d.offline, failed: d.failed, conflict: d.conflict };
}

function show(text, off) {
  for (const line of document.querySelectorAll("[data-save]")) {
    line.textContent = text;
    line.classList.toggle("save--off", Boolean(off));
  }
}

const entries = (form) => [...new FormData(form)].filter(([name, value]) => name !== "go" && typeof value === "string");

function keep(form) {
  try {
    localStorage.setItem(kept(form), JSON.stringify(entries(form).filter(([name]) => name !== "csrf")));
    return true;
  } catch {
    return false; // no storage: the form still holds the answer
  }
}

function forget(form) {
  try {
    localStorage.removeItem(kept(form));
  } catch {
    /* nothing was kept */
  }
}

function restore(form) {
  let list;
  try {
    list = JSON.parse(localStorage.getItem(kept(form)) || "null");
  } catch {
    return false;
  }
  if (!Array.isArray(list)) return false;
  const values = new Map();
  for (const [name, value] of list) values.set(name, [...(values.get(name) || []), value]);
  for (const el of form.elements) {
    if (!el.name || el.type === "hidden" || el.tagName === "BUTTON") continue;
    const given = values.get(el.name) || [];
    if (el.type === "radio" || el.type === "checkbox") el.checked = given.includes(el.value);
    else if (given.length) el.value = given[0];
  }
  for (const name of ["request"]) {
    const field = form.elements.namedItem(name);
    if (field && values.has(name)) field.value = values.get(name)[0];
  }
  return true;
}

function settle(form, body) {
  for (const el of form.elements) {
    if (el.name.startsWith("seen.")) el.value = String(body.rev);
    if (el.name === "request") el.value = body.request;
  }
}

// A request that was sent but not answered may have been carried out. The same content goes out again under the same
// number, so that it acts once; other content gets a number of its own, so that it is not taken for a repetition.
function fresh() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const content = (form) => JSON.stringify(entries(form).filter(([name]) => name !== "csrf" && name !== "request"));

register("autosave", (form) => {
  const say = words(form);
  let unanswered = "";
  let timer;
  let running = false;
  let again = false;

  async function send() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    show(say.saving);
    const now = content(form);
    if (unanswered && unanswered !== now) form.elements.namedItem("request").value = fresh();
    unanswered = now;
    keep(form);
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(entries(form)), credentials: "same-origin" });
      const body = await answer.json();
      unanswered = "";
      if (answer.ok) {
        settle(form, body);
        forget(form);
        show(body.saved);
      } else if (answer.status === 422) {
        forget(form);
        show(Object.values(body.errors || {})[0] || say.failed, true);
      } else if (answer.status === 409) {
        show(body.error || say.conflict, true);
        forget(form);
        form.submit(); // the page comes back with both answers
      } else {
        show(body.error || say.failed, true);
      }
    } catch {
      show(say.offline, true);
    }
    running = false;
    if (again) {
      again = false;
      send();
    }
  }

  const soon = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };
  form.addEventListener("change", () => soon(150));
  form.addEventListener("input", (e) => {
    if (e.target.type !== "radio" && e.target.type !== "checkbox") {
      keep(form);
      soon(1500);
    }
  });
  form.addEventListener("submit", (e) => {
    clearTimeout(timer);
    if (navigator.onLine === false) {
      e.preventDefault();
      keep(form);
      show(say.offline, true);
    } else {
      forget(form);
    }
  });
  addEventListener("online", () => {
    if (localStorage.getItem(kept(form))) send();
  });
  if (restore(form)) send();
});
