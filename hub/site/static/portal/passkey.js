// Passkeys: lets the browser make or show one and sends what it gave. Without this file the other ways are still there.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

async function make({ publicKey: asked }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: known(asked.excludeCredentials),
    },
  });
  const { clientDataJSON, attestationObject } = made.response;
  return { ...plain(made), response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) } };
}

async function show({ publicKey: asked }) {
  const shown = await navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  return {
    ...plain(shown),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

function plain(credential) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function options(field) {
  if (field.dataset.options) return JSON.parse(field.dataset.options);
  const answer = await fetch(field.dataset.fetch, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`passkey options: ${answer.status}`);
  return (await answer.json()).request_options;
}

for (const field of document.querySelectorAll("[data-hub-passkey]")) {
  const { form } = field;
  const button = form.querySelector("[data-hub-passkey-button]");
  const failed = form.querySelector("[data-hub-passkey-failed]");
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    if (field.value) return;
    event.preventDefault();
    failed.hidden = true;
    button.disabled = true;
    try {
      field.value = JSON.stringify(await (field.dataset.hubPasskey === "create" ? make : show)(await options(field)));
      form.submit();
    } catch {
      failed.hidden = false;
      button.disabled = false;
    }
  });
}
