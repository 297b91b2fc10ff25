"use strict";
for (const form of document.querySelectorAll("form.filter")) {
  const list = document.getElementById(form.dataset.of);
  const items = [...list.querySelectorAll(form.dataset.items)];
  const shown = form.querySelector("output");
  const apply = () => {
    let number = 0;
    for (const item of items) {
      let keep = true;
      for (const field of form.elements) {
        const wanted = field.value;
        if (!wanted || !field.name) continue;
        const has = item.dataset[field.name] || "";
        keep = keep && (field.tagName === "SELECT" ? has.split("\n").includes(wanted) : has.toLowerCase().includes(wanted.toLowerCase().trim()));
      }
      item.hidden = !keep;
      number += keep ? 1 : 0;
    }
    shown.textContent = number === items.length ? "" : number + " of " + items.length + " shown";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
}
const reveal = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const hidden = target.closest("[hidden]");
  if (hidden) {
    for (const form of document.querySelectorAll("form.filter")) {
      form.reset();
      form.dispatchEvent(new Event("input"));
    }
  }
  if (hidden || document.querySelector(".many")) arrive(target, 10);
};
// What lies on the way is laid out as it comes near, and moves the place.
const arrive = (target, times) => {
  target.scrollIntoView();
  if (times > 0) requestAnimationFrame(() => arrive(target, times - 1));
};
addEventListener("hashchange", reveal);
