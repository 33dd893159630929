// A tablet is enrolled: makes its key, signs the owner's code with it, and keeps who it is. Nothing is decided here.

const form = document.querySelector("#enrol");
const done = document.querySelector("#enrolled");
const show = (id, yes) => (document.getElementById(id).hidden = !yes);

// The one copy that the queue uses too: its address carries its version.
const { able, become, makeKey, sign } = await import((form ?? done).dataset.store);

if (form) {
  show("unable", !able());
  let made;
  form.addEventListener("submit", async (event) => {
    if (!able() || form.elements.proof.value) return;
    event.preventDefault();
    // What the tablet kept under its old key is sent under it: the new one would be a stranger to it.
    const { waiting, send } = await import(form.dataset.queue);
    if ((await waiting()).length > 0) await send().catch(() => {});
    show("waits", (await waiting()).length > 0);
    if (!document.getElementById("waits").hidden) return;
    try {
      made ??= await makeKey();
    } catch {
      show("no-room", true);
      return;
    }
    form.elements.public_key.value = made.public;
    form.elements.proof.value = await sign(made.key, `noren-enrol ${form.elements.code.value}`);
    form.submit();
  });
  // Back from the next page: another code is signed anew.
  addEventListener("pageshow", () => (form.elements.proof.value = ""));
}

if (done) {
  const { id, shop, public: publicKey } = done.dataset;
  const kept = await become(id, shop, publicKey).catch(() => false);
  show("no-key", !kept);
}
