// What a browser keeps of a question that is not saved yet: what the form says, and what was sent without an answer
// coming back. It belongs to one person; whoever else signs in on this device gets nothing of it.
const prefix = "station:answer:";

const place = (form) => `${prefix}${form.dataset.person}:${new URL(form.action).pathname}`;

export function keep(form, what) {
  if (!form.dataset.person) return;
  try {
    localStorage.setItem(place(form), JSON.stringify(what));
  } catch {
    /* no storage: the form still holds the answer */
  }
}

export function forget(form) {
  try {
    localStorage.removeItem(place(form));
  } catch {
    /* nothing was kept */
  }
}

export function kept(form) {
  try {
    const what = JSON.parse(localStorage.getItem(place(form)) || "null");
    return Array.isArray(what?.list) ? what : null;
  } catch {
    return null;
  }
}

/** What this person left on other pages of questions, by their paths. */
export function elsewhere(form) {
  const out = new Map();
  const own = `${prefix}${form.dataset.person}:`;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(own) && key !== place(form)) out.set(key.slice(own.length), JSON.parse(localStorage.getItem(key)));
    }
  } catch {
    /* no storage, nothing left */
  }
  return out;
}

export function forgetAt(form, path) {
  localStorage.removeItem(`${prefix}${form.dataset.person}:${path}`);
}

/** Drops what other people left on this device. */
export function dropOthers(form) {
  try {
    const own = `${prefix}${form.dataset.person}:`;
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && !key.startsWith(own)) localStorage.removeItem(key);
  } catch {
    /* no storage, nothing left */
  }
}
