// Streams an answer of the assistant into the page, sentence by sentence, with what it rests on. Without script the
// form posts and the page comes back with the whole answer.
import { register } from "./modules.js";

function element(tag, text, cls) {
  const el = document.createElement(tag);
  if (text) el.textContent = text;
  if (cls) el.className = cls;
  return el;
}

register("ask", (form) => {
  const log = document.querySelector("[data-answer]");
  const stop = form.querySelector("[data-stop]");
  const send = form.querySelector("button:not([type=button])");
  const field = form.elements.namedItem("question");
  let current;

  async function ask() {
    const box = element("article", "", "card ai");
    box.append(element("p", field.value, "ai__asked"), element("p", log.dataset.label, "ai__label"));
    const body = box.appendChild(element("div"));
    const list = element("ol");
    log.append(box);
    current = new AbortController();
    stop.hidden = false;
    send.disabled = true;
    let text = "";
    let done = false;
    const draw = () => body.replaceChildren(...text.split("\n").filter((line) => line.trim()).map((line) => element("p", line)));
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "text/event-stream" }, body: new URLSearchParams([...new FormData(form)]), signal: current.signal });
      if (answer.status === 401) {
        const again = element("button", log.dataset.signin, "btn");
        again.type = "button";
        again.addEventListener("click", () => form.submit()); // the sign-in takes the question along
        const note = body.appendChild(element("div", "", "notice notice--warn"));
        note.append(element("p", log.dataset.expired), again);
        return;
      }
      if (!answer.ok || !answer.body || answer.redirected) throw new Error(String(answer.status));
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done: ended } = await reader.read();
        if (ended) break;
        rest += value;
        const events = rest.split("\n\n");
        rest = events.pop();
        for (const event of events) {
          const piece = JSON.parse(event.replace(/^data: /, ""));
          text += piece.text || "";
          for (const source of piece.sources || []) {
            const link = element("a", source.title);
            link.href = source.url;
            list.appendChild(element("li")).append(link);
          }
          done = done || piece.done;
          draw();
        }
      }
      if (!done) body.append(element("p", log.dataset.partial, "notice notice--warn"));
      else field.value = "";
    } catch {
      body.append(element("p", text ? log.dataset.partial : log.dataset.failed, "notice notice--warn"));
    } finally {
      stop.hidden = true;
      send.disabled = false;
      field.focus();
    }
    if (list.children.length) box.append(element("h2", log.dataset.sources, "h3"), list);
  }

  form.addEventListener("submit", (e) => {
    if (!field.value.trim()) return; // the server says what is missing
    e.preventDefault();
    ask();
  });
  stop.addEventListener("click", () => current?.abort());
  field.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      form.requestSubmit(send);
    } else if (e.key === "Escape") {
      current?.abort();
    }
  });
});
