// Reloads a page after a build, and shows the warnings that stand at its foot.
"use strict";
(() => {
  const box = document.createElement("details");
  box.id = "en-live";
  box.style.cssText =
    "position:fixed;z-index:9999;right:1rem;bottom:1rem;max-width:min(60rem,calc(100vw - 2rem));" +
    "max-height:60vh;overflow:auto;padding:.5rem .75rem;border:2px solid #b35900;border-radius:.4rem;" +
    "background:#fff8ee;color:#1a1a1a;font:.875rem/1.5 system-ui,sans-serif";
  let seen = null;

  const show = (state) => {
    box.replaceChildren();
    const many = state.warnings.length;
    const head = document.createElement("summary");
    head.textContent = state.failed
      ? "The build failed"
      : `${many} warning${many === 1 ? "" : "s"}`;
    box.append(head);
    if (state.failed) {
      const why = document.createElement("pre");
      why.style.whiteSpace = "pre-wrap";
      why.textContent = state.failed;
      box.append(why);
    }
    for (const warning of state.warnings) {
      const line = document.createElement("p");
      line.style.cssText = "margin:.35rem 0;white-space:pre-wrap;overflow-wrap:anywhere";
      const place = document.createElement(warning.href ? "a" : "b");
      place.textContent = warning.place;
      if (warning.href) place.href = warning.href;
      place.style.color = "inherit";
      line.append(place, ` ${warning.message}`);
      box.append(line);
    }
    box.open = sessionStorage.getItem("en-live") !== "closed" || Boolean(state.failed);
    if (many || state.failed) document.body.append(box);
    else box.remove();
  };

  box.addEventListener("toggle", () =>
    sessionStorage.setItem("en-live", box.open ? "open" : "closed"),
  );
  new EventSource("/_live/events").onmessage = (event) => {
    const state = JSON.parse(event.data);
    if (!state.build) return;
    if (seen !== null && seen !== state.build) location.reload();
    else show(state);
    seen = state.build;
  };
})();
