// Signing out on this phone: what it kept to show the card without a signal goes first.
import { forget } from "./phone.js";

const form = document.querySelector("form[action='/sign-out']");
form?.addEventListener("submit", async (e) => {
  e.preventDefault();
  await Promise.race([forget(), new Promise((yes) => setTimeout(yes, 1000))]);
  form.submit();
});
