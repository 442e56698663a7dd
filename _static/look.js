/* The two side bars for a keyboard and a screen reader. On a narrow window furo opens them with
   labels of check boxes that are not displayed, which only a pointer reaches: a button takes the
   place of each label. And both are landmarks of one kind, so each gets a name. Without this script
   furo's own labels work as they do. */
(() => {
  "use strict";

  const focusable = "a[href], button, input:not([type=hidden])";

  const isShown = (element) => element.getClientRects().length > 0;

  const enhance = (box, drawer) => {
    const labels = [...document.querySelectorAll(`label[for="${box.id}"]:not(.overlay)`)];
    const buttons = labels.map((label) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = label.className;
      button.setAttribute("aria-label", box.getAttribute("aria-label"));
      button.setAttribute("aria-controls", drawer.id);
      button.append(...label.childNodes);
      label.replaceWith(button);
      return button;
    });

    const tell = () => {
      for (const button of buttons) button.setAttribute("aria-expanded", String(box.checked));
    };
    const open = (wanted) => {
      box.checked = wanted;
      tell();
      // the drawer can take the focus once it is visible
      requestAnimationFrame(() => {
        const goals = wanted ? [...drawer.querySelectorAll(focusable)] : buttons;
        goals.find(isShown)?.focus({ preventScroll: true });
      });
    };

    for (const button of buttons) button.addEventListener("click", () => open(!box.checked));
    box.addEventListener("change", tell); // what lies over the page closes it, too
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.checked) open(false);
    });
    // a link into the page leads out of the drawer
    drawer.addEventListener("click", (event) => {
      if (event.target.closest('a[href*="#"]') && box.checked) {
        box.checked = false;
        tell();
      }
    });
    tell();
  };

  for (const [id, css, name] of [
    ["__navigation", "sidebar-drawer", "Navigation"],
    ["__toc", "toc-drawer", "On this page"],
  ]) {
    const box = document.getElementById(id);
    const drawer = document.querySelector(`.${css}`);
    if (!box || !drawer) continue;
    drawer.id ||= css;
    drawer.setAttribute("aria-label", name);
    enhance(box, drawer);
  }
})();
