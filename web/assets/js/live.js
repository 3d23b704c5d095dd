// Who is here, and that something has happened, by server-sent events. The page itself stays as it is until its reader asks for the
// new one: nothing that is being written is lost.
import { register } from "./modules.js";

register("live", (box) => {
  box.classList.remove("nojs-hide");
  const here = box.querySelector("[data-here]");
  const news = box.querySelector("[data-news]");
  const ended = box.querySelector("[data-ended]");
  const source = new EventSource(box.dataset.events);
  const data = (e) => { try { return JSON.parse(e.data); } catch { return {}; } };
  source.addEventListener("here", (e) => {
    const names = data(e).names || [];
    here.textContent = names.length ? names.join(document.documentElement.lang === "en" ? ", " : "、") : box.dataset.alone;
  });
  source.addEventListener("happened", (e) => { if (!data(e).mine) news.hidden = false; });
  source.addEventListener("ended", () => { source.close(); ended.hidden = false; news.hidden = true; });
  addEventListener("pagehide", () => source.close());
});
