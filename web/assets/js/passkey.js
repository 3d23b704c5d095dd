// Passkeys and security keys need the browser. Where it cannot, the note without script stays, and codes are typed.
import { register } from "./modules.js";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

function asked({ publicKey }) {
  const out = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (out.user) out.user = { ...out.user, id: bytes(out.user.id) };
  if (out.excludeCredentials) out.excludeCredentials = named(out.excludeCredentials);
  if (out.allowCredentials) out.allowCredentials = named(out.allowCredentials);
  return { publicKey: out };
}

function answered(key) {
  const response = { clientDataJSON: text(key.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = text(key.response[name]);
  }
  if (key.response.getTransports) response.transports = key.response.getTransports();
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} });
}

register("passkey", (box) => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const form = box.closest("form");
  const button = box.querySelector("button");
  const said = box.querySelector("[role=status]");
  box.querySelector("[data-without]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    said.textContent = box.dataset.wait;
    try {
      const reply = await fetch(box.dataset.ask, { method: "POST", headers: { Accept: "application/json", "X-Csrf-Token": form.elements.csrf.value } });
      const options = await reply.json();
      if (!reply.ok) {
        said.textContent = options.error;
        return;
      }
      const key = box.dataset.create ? await navigator.credentials.create(asked(options)) : await navigator.credentials.get(asked(options));
      form.elements.passkey.value = answered(key);
      form.submit();
    } catch (problem) { // the person said no, or took too long; or the key is there already
      said.textContent = problem.name === "InvalidStateError" ? box.dataset.known : box.dataset.refused;
    } finally {
      button.disabled = false;
    }
  });
});

register("copy", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const lines = [...document.getElementById(button.dataset.copy).children].map((line) => line.textContent.trim());
    await navigator.clipboard.writeText(lines.join("\n"));
    document.getElementById(button.dataset.said).textContent = button.dataset.copied;
  });
});
