// A PIN as it is typed: dots, no echo; a digit typed at nothing in particular is part of it, where one is asked for.
export function dots(form, field, asked = () => true) {
  const all = [...form.querySelectorAll(".dots i")];
  form.classList.add("script");
  field.inputMode = "none";
  field.addEventListener("input", () => {
    field.value = field.value.normalize("NFKC").replace(/\D/g, "");
    all.forEach((dot, i) => dot.classList.toggle("full", i < field.value.length));
  });
  addEventListener("keydown", (e) => { if (asked() && /^\d$/.test(e.key) && document.activeElement !== field) field.focus(); });
}
