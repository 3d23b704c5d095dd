// Every answer is saved as soon as it is given. Until the station has said that it is saved it is kept on this device,
// is sent again by itself, and nothing leads away from it; the page says how it stands. Without script the form posts.
import { register } from "./modules.js";
import { dropOthers, elsewhere, forget, forgetAt, keep, kept } from "./keeping.js";

const patience = 20000; // ms for an answer to come back
const parting = 4000; // ms that a link waits for an answer to be saved

// Values of the form's own: what the page showed, and the number of the command.
const basis = (name) => /^(seen|shown)\./.test(name);
const ofPage = (name) => name === "csrf" || name === "person" || name === "go"; // of the page that sends it, not of the answer
const entries = (form) => [...new FormData(form)].filter(([name, value]) => !ofPage(name) && typeof value === "string");
const content = (list) => JSON.stringify(list.filter(([name]) => name !== "request" && !basis(name)));
const same = (a, b) => content(a) === content(b);

// What the station's page says, whatever was typed before this script came.
function served(form) {
  const list = [];
  for (const el of form.elements) {
    if (!el.name || ofPage(el.name) || el.tagName === "BUTTON") continue;
    if (el.type === "radio" || el.type === "checkbox") {
      if (el.defaultChecked) list.push([el.name, el.value]);
    } else {
      list.push([el.name, el.defaultValue ?? el.value]);
    }
  }
  return content(list);
}

function show(text, { off = false, link = null, seek = false } = {}) {
  for (const line of document.querySelectorAll("[data-save]")) {
    line.classList.toggle("save--off", off);
    if (line.textContent !== text + (link?.textContent || "")) line.replaceChildren(text, ...(link ? [" ", link] : []));
    if (seek) line.scrollIntoView({ block: "nearest" });
  }
}

function fresh() {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function number(form, value) {
  const field = form.elements.namedItem("request");
  if (field) field.value = value;
}

// One exchange: what the station said, or null when nothing came back that says what became of the answer. Anything but
// our own JSON is nothing: a page of a hotel's network is no "saved". It outlives the page that sends it.
async function post(form, list, go = "next", path = form.action) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const csrf = form.elements.namedItem("csrf").value;
    const answer = await fetch(path, {
      method: "POST", headers: { Accept: "application/json" }, credentials: "same-origin", keepalive: true, signal: stop.signal,
      body: new URLSearchParams([...list, ["csrf", csrf], ["go", go]]),
    });
    const body = await answer.json();
    if (answer.status >= 500 || answer.status === 408 || answer.status === 429 || (answer.ok && !body.saved)) return null;
    return { status: answer.status, body };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

// Puts what was kept back into the form, standing on what its page had shown then: if somebody has answered since, the
// station shows both instead of taking the older one.
function restore(form, list) {
  const values = new Map();
  for (const [name, value] of list) values.set(name, [...(values.get(name) || []), value]);
  for (const el of form.elements) {
    if (!el.name || el.tagName === "BUTTON") continue;
    const given = values.get(el.name) || [];
    if (el.type === "radio" || el.type === "checkbox") el.checked = given.includes(el.value);
    else if (given.length && (el.type !== "hidden" || el.name === "request" || basis(el.name))) el.value = given[0];
  }
}

function settle(form, body) {
  for (const [kind, values] of [["seen.", body.seen], ["shown.", body.shown]]) {
    for (const [name, value] of Object.entries(values || {})) {
      const field = form.elements.namedItem(kind + name);
      if (field) field.value = value;
    }
  }
  number(form, body.request);
}

// Sends what was kept on a page, as it was kept: what had gone out already first, then what was typed after it.
async function hand(form, { list, sent }, path) {
  let reply = await post(form, sent || list, "next", path);
  if (reply?.status === 200 && sent && !same(sent, list)) {
    const { seen, shown, request } = reply.body;
    const now = new Map();
    for (const [name, value] of Object.entries(seen)) now.set("seen." + name, value);
    for (const [name, value] of Object.entries(shown)) now.set("shown." + name, value);
    now.set("request", request);
    reply = await post(form, list.map(([name, value]) => [name, now.get(name) ?? value]), "next", path);
  }
  return reply;
}

// What was kept on the page of another question, and has not been sent since, goes out from this one. What is refused
// or in conflict stays until its own page is opened again; where the question is asked no more, it is said back.
async function deliver(form) {
  for (const [path, what] of elsewhere(form)) {
    const reply = await hand(form, what, path);
    if (reply?.body.gone) show(reply.body.error, { off: true, seek: true });
    if (reply?.status === 200 || reply?.body.gone) forgetAt(form, path);
  }
}

// The revision of the rules by which a page asked.
const asked = (list) => list?.find(([name]) => name === "seen.rules")?.[1] ?? "";

// What was kept before other rules came into force answers the question as it was then: it goes out as it is, and the
// page comes again with the question of today. What is refused is never filled into that: it is posted as it would be
// without script, and the station says back what was entered.
async function outdated(form, what) {
  const reply = await hand(form, what, form.action);
  if (!reply) return;
  if (reply.status === 200) {
    forget(form);
    return location.reload();
  }
  if (reply.status !== 409 && reply.status !== 422) return show(reply.body.error || form.dataset.failed, { off: true, seek: true });
  forget(form);
  const plain = document.createElement("form");
  Object.assign(plain, { method: "post", action: form.action, hidden: true });
  for (const [name, value] of [...what.list, ["csrf", form.elements.namedItem("csrf").value], ["person", form.dataset.person], ["go", "next"]]) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name, value });
    plain.append(input);
  }
  document.body.append(plain);
  plain.submit();
}

class Saver {
  constructor(form) {
    this.form = form;
    this.say = form.dataset;
    this.saved = served(form); // what the station has
    this.sent = null; // what went out without an answer coming back
    this.choosing = form.querySelector('[name^="keep."]') !== null; // two answers are shown: nothing is sent until one is chosen
    this.tries = 0;
    this.go = "";
    this.work = null;
  }

  get dirty() {
    return !this.choosing && (this.sent !== null || content(entries(this.form)) !== this.saved);
  }

  keep() {
    if (!this.choosing) keep(this.form, { list: entries(this.form), sent: this.sent });
  }

  soon(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  /** Sends what the form says, and then leads on if that was asked for. */
  send(go = "") {
    clearTimeout(this.timer);
    this.go = go || this.go;
    this.work ||= this.run().finally(() => {
      this.work = null;
    });
    return this.work;
  }

  async run() {
    show(this.say.saving);
    while (await this.step());
  }

  // One command. A command that was not answered may have been carried out: the same content goes out again under the
  // same number, so that it acts once, before anything newer does. Other content has a number of its own.
  async step() {
    const now = entries(this.form);
    this.sent ||= now;
    this.keep();
    const reply = await post(this.form, this.sent, this.go || undefined);
    if (!reply) return this.wait();
    if (reply.status === 200) return this.done(reply.body);
    return this.refused(reply);
  }

  done(body) {
    this.saved = content(this.sent);
    this.sent = null;
    this.tries = 0;
    settle(this.form, body);
    if (content(entries(this.form)) !== this.saved) {
      this.keep();
      return true; // something newer was typed meanwhile
    }
    forget(this.form);
    if (this.go) location.assign(body.next);
    else if (body.stale) location.reload(); // saved once, and answered by somebody since
    else show(body.saved);
    return false;
  }

  // Nothing came back: it stays here and goes out by itself, later and later, or when the network says that it is back.
  wait() {
    show(this.choosing ? this.say.failed : this.say.offline, { off: true, seek: this.go !== "" });
    this.go = "";
    if (!this.choosing) this.soon(Math.min(60000, 2000 * 2 ** this.tries++));
    return false;
  }

  refused({ status, body }) {
    const { go, form, say } = this;
    const newer = !same(entries(form), this.sent);
    if (status === 401 || status === 403) {
      this.go = "";
      this.keep();
      const link = document.createElement("a");
      link.href = "/signin?return=" + encodeURIComponent(location.pathname);
      link.textContent = say.signin;
      if (status === 401) show(say.expired, { off: true, link, seek: go !== "" });
      else show(body.error || say.failed, { off: true, seek: go !== "" });
      return false;
    }
    this.sent = null;
    number(form, fresh());
    this.keep();
    if (body.conflict) return this.plainly(go); // the page comes back with both answers
    if (newer) return true;
    if (go && (status === 422 || status === 409)) return this.plainly(go);
    this.go = "";
    show(Object.values(body.errors || {})[0] || body.error || say.failed, { off: true, seek: go !== "" });
    return false;
  }

  // Posts the form as it would be without script, so that the station's own page says what is the matter.
  plainly(go) {
    this.gone = true;
    const button = document.createElement("input");
    Object.assign(button, { type: "hidden", name: "go", value: go || "next" });
    this.form.append(button);
    this.form.submit();
    return false;
  }

  touch(e) {
    if (!e.target.name) return;
    const shown = this.form.elements.namedItem("shown." + e.target.name.replace(/\.instead$/, ""));
    if (shown) shown.value = ""; // no longer as it was shown, even if it says the same again
    if (this.choosing) return;
    this.keep();
    if (!this.work) show(this.say.unsaved, { off: true });
    this.soon(e.type === "change" ? 150 : 1500);
  }

  // A page that goes away sends what it has. While an older command is still out, the newer one waits on this device:
  // sent beside it, it would look like somebody else's.
  part() {
    if (!this.gone && !this.work && this.dirty) this.send();
  }

  follow(e) {
    const link = e.target.closest?.("a[href]");
    if (!link || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey || link.target || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || link.pathname === location.pathname || !this.dirty) return;
    e.preventDefault();
    Promise.race([this.send(), new Promise((done) => setTimeout(done, parting))]).then(() => {
      if (!this.gone) location.assign(link.href);
    });
  }
}

register("autosave", (form) => {
  const saver = new Saver(form);
  dropOthers(form);
  form.addEventListener("change", (e) => saver.touch(e));
  form.addEventListener("input", (e) => {
    if (e.target.type !== "radio" && e.target.type !== "checkbox") saver.touch(e);
  });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    saver.send(e.submitter?.value || "next");
  });
  document.addEventListener("click", (e) => saver.follow(e));
  addEventListener("online", () => {
    saver.tries = 0;
    if (saver.dirty) saver.send();
  });
  addEventListener("pagehide", () => saver.part());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") saver.part();
  });
  const before = "posted" in form.dataset ? null : kept(form); // a page that shows what was posted has it already
  if (before && !saver.dirty && asked(before.list) !== asked(entries(form))) {
    outdated(form, before).then(() => deliver(form));
    return;
  }
  if (before && !saver.dirty) {
    restore(form, before.list);
    saver.sent = before.sent || null;
    if (!saver.dirty) forget(form);
  }
  if (saver.dirty) saver.send();
  Promise.resolve(saver.work).then(() => deliver(form));
});
