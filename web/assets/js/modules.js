// The hook for larger helpers (autosave, offline keeping): a module is registered under a name and mounted once
// on every element that carries data-module="name", at load and after each fragment that htmx swaps in.
const modules = new Map();

function mountIn(root, name) {
  const here = root.matches?.(`[data-module~="${name}"]`) ? [root] : [];
  for (const el of [...here, ...root.querySelectorAll(`[data-module~="${name}"]`)]) {
    const done = (el.dataset.mounted || "").split(" ");
    if (done.includes(name)) continue;
    el.dataset.mounted = [...done, name].join(" ").trim();
    modules.get(name)(el);
  }
}

export function register(name, mount) {
  modules.set(name, mount);
  if (document.readyState !== "loading") mountIn(document, name);
}

export function mountAll(root = document) {
  for (const name of modules.keys()) mountIn(root, name);
}
