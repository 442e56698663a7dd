/* Sorts and filters tables of talks. A page is complete without it, and has its words. */
(() => {
  "use strict";

  const AT_ONCE = 4; // other parts asked for at a time
  const STEP = 100; // rows of a divided list that are shown at a time
  const PAUSE = 250; // milliseconds without a key after which the address follows the text

  const language = document.documentElement.lang || undefined;
  // What a browser knows of a language is slow to load: not before it is asked for.
  const once = (make, made) => () => (made ??= make());
  const collator = once(() => new Intl.Collator(language, { numeric: true }));
  const numbers = once(() => new Intl.NumberFormat(language));

  // Upper case folds what lower case keeps apart: ß and ss, the two small sigmas.
  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toUpperCase();
  const textOf = (element) => element?.textContent.trim() ?? "";

  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /* rows */

  const holder = document.createElement("template");
  const parse = (html) => {
    holder.innerHTML = html;
    return holder.content;
  };
  const decode = (text) => (text.includes("&") ? parse(text).textContent : text);
  const wordsOf = (html) => decode(html.replace(/<(?:[^">]|"[^"]*")*>/g, "").trim());

  const CELL_END = /<\/t[dh]>/g;
  // What a row says that it can be chosen by.
  const CHOICES = ["topic", "format", "year", "score", "person", "event", "attended", "recording"];
  const ALL_BANDS = 10; // of a plot, on however fine a scale
  const MANY = 100; // people from which only those with several talks are offered
  const WISHES = ["q", ...CHOICES, "rated", "sort"];

  const read = (said, known) => {
    const entry = { ...known, keys: {} };
    for (const name of CHOICES) entry[name] = said[name]?.split("\n").filter(Boolean) ?? [];
    [entry.points] = entry.score;
    entry.score = entry.score.map((value) => String(Math.floor(value)));
    entry.scores = said.scores?.split(" ").map(Number); // as fractions
    return entry;
  };
  const htmlOf = (entry) => (entry.html ??= entry.row.outerHTML);
  // A line for each cell, so that no word is found across two of them.
  const textOfRow = (entry) => (entry.text ??= fold(wordsOf(htmlOf(entry).replace(CELL_END, "\n"))));

  // A row, with addresses as seen from this page.
  const elementOf = ({ html, address }) => {
    const row = parse(html).firstElementChild;
    for (const element of address ? row.querySelectorAll("[href], [src]") : []) {
      const name = element.hasAttribute("href") ? "href" : "src";
      element.setAttribute(name, new URL(element.getAttribute(name), address).href);
    }
    return row;
  };

  const EXACT = CHOICES.filter((name) => name !== "score");
  const matches = (entry, words, state) =>
    words.every((word) => textOfRow(entry).includes(word)) &&
    EXACT.every((name) => !state[name] || entry[name].includes(state[name])) &&
    (!state.score || entry.score.some((value) => Number(value) >= Number(state.score))) &&
    (!state.rated || entry.rated.includes(state.rated));

  // What a cell is sorted by: dates and amounts as numbers, words without the quotes around them.
  const keyOf = (cell = "", key = "") => {
    if (key === "event") return wordsOf(cell.split(/<small|<time/)[0]); // without its date
    const exact = cell.match(/<(time|data) [^>]*?(?:datetime|value)="([^"]*)"/);
    if (key === "date" && !exact) return ""; // the cell of an event without one
    if (exact) return exact[1] === "time" ? Date.parse(exact[2]) : Number(exact[2]);
    const text = wordsOf(cell);
    return text.replace(/^[^\p{L}\p{N}]+/u, "") || text;
  };
  const isMissing = (key) => key === "" || Number.isNaN(key);
  const isAmount = (key) => typeof key === "number" || /^\d*$/.test(key);
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : collator().compare(a, b);

  // The same talk is the same row in any part.
  const identity = (entry) => {
    const link = htmlOf(entry).match(/<a [^>]*?href="([^"]*)"/)?.[1];
    return `${link && new URL(decode(link), entry.address ?? document.baseURI)}\n${textOfRow(entry)}`;
  };

  const fetchRows = async (link, part) => {
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    // other lists may stand there too: ours has the same parts
    const lists = (await answer.text()).split('<nav class="en-parts"').slice(1);
    const called = textOf(link.closest("nav"));
    const same = (list) => wordsOf(`<nav${list.split("</nav>")[0]}`) === called;
    const [table] = (lists.find(same) ?? lists[0]).split("</tbody>", 1);
    const rows = table.match(/<tr[ >].*?<\/tr>/gs).slice(1); // without the head
    return rows.map((html) => {
      const said = html.split(">", 1)[0].matchAll(/ data-(\w+)="([^"]*)"/g);
      const values = Array.from(said, ([, name, value]) => [name, decode(value)]);
      return read(Object.fromEntries(values), { html, part, address: answer.url });
    });
  };

  /* a list */

  const enhance = (list, number, at) => {
    const words = JSON.parse(list.dataset.enWords);
    const prefix = number ? `${number + 1}.` : "";
    const tables = [...list.querySelectorAll(".en-table")]; // several if the list is grouped
    const sections = [...list.querySelectorAll("section")]; // one for each group
    const bodies = tables.map((table) => table.tBodies[0]);
    const rows = [...list.querySelectorAll(".en-table > tbody > tr")];
    const heads = [...list.querySelectorAll(".en-table th[data-key]")];
    const columns = new Map();
    for (const { dataset, cellIndex } of heads) {
      columns.set(dataset.key, cellIndex);
      if (dataset.also) columns.set(dataset.also, cellIndex);
    }
    const count = list.querySelector(".en-count");
    const plots = [...document.querySelectorAll(`[data-en-table="${at}"]`)];
    const scale = Number(plots[0]?.dataset.enScale);
    const bands = Math.min(scale, ALL_BANDS);
    const nav = list.querySelector("nav.en-parts");
    const links = [...(nav?.querySelectorAll("a[href]") ?? [])];
    const own = links.findIndex((link) => link.getAttribute("aria-current") === "page");
    const parts = links.filter((link) => link.getAttribute("aria-current") !== "page");

    const divided = parts.length > 0 && !sections.length; // else no place for others' groups

    const state = {}; // what the reader wishes; "-" before a column's key turns the order round
    // what is known of the rows, in the order of the parts and their pages
    let entries = rows.map((row) => read(row.dataset, { part: own, row, body: row.parentNode }));
    let ordered = entries; // the same in the order that is wished for
    let arranged = ""; // which that is
    let found; // those that fit
    let shown = rows.length; // how many of them stand in the page
    let failed = parts.length > 0 && !divided;
    let more = divided; // whether rows are still to come
    let loading = false;
    let total = rows.length; // of a divided list more, once all parts are there
    let timer;
    let changed = false; // whether the page shows other rows, or in another order, than it came with

    // What has a number in it is there by plural category, and the form goes with the total.
    const plurals = once(() => new Intl.PluralRules(words.language));
    const formOf = (forms, number) => forms[plurals().select(number)] ?? forms.other;
    const say = (word, values = {}) => {
      const said = words[word] ?? "";
      const form = typeof said === "string" ? said : formOf(said, values.total);
      return form.replace(/\{(\w+)\}/g, (place, name) => {
        const value = values[name] ?? place;
        return typeof value === "number" ? numbers().format(value) : value;
      });
    };

    /* controls */

    const prompt = say("filter");
    const input = make("input", { type: "search", placeholder: prompt, "aria-label": prompt });
    const selects = CHOICES.map((name) => {
      const all = new Option(say(name), "");
      return make("select", { name, "aria-label": say(`${name}s`), hidden: "" }, all);
    });
    // a reload would bring back what the address does not say
    const named = number ? `${say("controls")} ${numbers().format(number + 1)}` : say("controls");
    const label = { role: "search", "aria-label": named, autocomplete: "off" };
    const form = make("form", { class: "en-filter", ...label }, input, ...selects);
    const status = make("span", { role: "status", "aria-live": "polite" });
    const clear = make("button", { type: "button", hidden: "" }, say("clear"));
    const result = make("p", { class: "en-found" }, status, " ", clear);
    list.querySelector(".en-count, .en-parts, section, .en-table").before(form, result);
    const next = make("button", { type: "button", hidden: "" });
    if (divided) tables[0].after(make("p", { class: "en-more" }, next));

    // Each row of a plot is a button: from the best score to the worst.
    const bars = plots.flatMap((plot) =>
      [...plot.querySelectorAll(".en-plot tbody tr")].map((row, place) => {
        const [cell] = row.cells;
        const score = textOf(cell);
        const value = String(bands - place);
        const attributes = { type: "button", class: "en-choose", value, "aria-pressed": "false" };
        const bar = make("button", { ...attributes, "aria-label": say("only", { score }) }, score);
        bar.addEventListener("click", () => wish({ rated: state.rated === value ? "" : value }));
        cell.replaceChildren(bar);
        return bar;
      }),
    );

    // Fills the choices. One that would not narrow anything stays hidden.
    const offer = () => {
      for (const entry of plots.length ? entries : []) {
        const scores = entry.scores ?? (entry.points ? [Number(entry.points) / scale] : []);
        entry.rated = scores.map((score) => String(Math.floor(score * bands + 0.5 + 1e-9)));
      }
      for (const select of selects) {
        const { name } = select;
        const found = entries.flatMap((entry) => entry[name]);
        // parts may be years, and those are known before their rows are
        const years = links.map(textOf).filter((text) => /^\d{4}$/.test(text));
        if (more && name === "year") found.push(...years);
        const all = [...new Set(found)];
        let values = all;
        if (name === "person" && all.length > MANY) {
          const once = new Set();
          const several = new Set();
          for (const value of found) (once.has(value) ? several : once).add(value);
          values = all.filter((value) => several.has(value) || fold(value) === fold(state[name]));
        }
        const shown = (value) => {
          if (name === "recording") return say("recorded");
          return name === "score" ? say("least", { score: value }) : value;
        };
        const options = values.map((value) => new Option(shown(value), value));
        select.replaceChildren(select.options[0], ...options);
        select.hidden = values.length < (entries.every((entry) => entry[name].length) ? 2 : 1);
        const known = all.find((value) => fold(value) === fold(state[name]));
        if (known || !more) state[name] = known ?? ""; // else another part may know it
        select.value = state[name];
      }
    };

    // Puts the choices in order.
    const order = () => {
      for (const select of selects) {
        const { name, value } = select;
        const [all, ...options] = select.options;
        options.sort((a, b) => collator().compare(a.value, b.value));
        if (name === "year" || name === "score") options.reverse();
        select.replaceChildren(all, ...options);
        select.value = value;
      }
    };

    // Takes the place of the page's own count.
    const tell = (text) => {
      if (count) count.hidden = text !== "";
      if (status.textContent !== text) status.textContent = text;
    };

    /* rows */

    const sortKey = (entry, key) =>
      (entry.keys[key] ??= keyOf(htmlOf(entry).split(CELL_END)[columns.get(key)], key));

    const arrange = () => {
      if (state.sort === arranged) return;
      arranged = state.sort;
      const key = arranged.replace(/^-/, "");
      const sign = key === arranged ? 1 : -1;
      ordered = entries;
      if (key) {
        const missing = entries.filter((entry) => isMissing(sortKey(entry, key)));
        const there = entries.filter((entry) => !isMissing(sortKey(entry, key)));
        there.sort((a, b) => sign * compare(a.keys[key], b.keys[key]));
        ordered = [...there, ...missing];
      }
      for (const head of heads) {
        const { dataset } = head;
        if (!key || (dataset.key !== key && dataset.also !== key)) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        for (const button of head.children) button.toggleAttribute("data-on", button.value === key);
      }
    };

    // Shows so many of what is found; returns the first new row.
    const show = (upTo) => {
      const added = found.slice(shown, upTo).map((entry) => {
        const row = entry.row ?? elementOf(entry);
        (entry.body ?? bodies[0]).append(row);
        return row;
      });
      shown += added.length;
      next.hidden = shown === found.length;
      next.textContent = say("more", { total: found.length - shown });
      return added[0];
    };

    const apply = () => {
      const active = WISHES.some((name) => state[name]);
      if (active) gather();
      arrange();
      const sought = fold(state.q).split(/\s+/).filter(Boolean);
      const fits = (entry) => (active ? matches(entry, sought, state) : entry.part === own);
      found = ordered.filter(fits);
      if (active || changed) {
        changed = active;
        for (const body of bodies) body.replaceChildren();
        shown = 0;
        show(active && divided ? STEP : Infinity);
      }
      for (const each of sections) each.hidden = !each.querySelector("tbody > tr");
      if (nav) nav.hidden = active && !more && !failed;
      for (const bar of bars) bar.setAttribute("aria-pressed", String(bar.value === state.rated));
      clear.hidden = !WISHES.some((name) => name !== "sort" && state[name]);
      const count = found.length;
      // that all of them are shown need not be said; a part of a list says how many it has
      const text = active && (divided || count < total) ? say(count ? "shown" : "none", { count, total }) : "";
      if (loading) tell(say("loading"));
      else tell(active && failed ? [text, say("failed")].filter(Boolean).join(" · ") : text);
    };

    // Brings the rows of the other parts, once.
    const gather = async () => {
      if (!more || loading) return;
      loading = true;
      tell(say("loading"));
      const brought = [];
      const queue = [...parts];
      const ask = async () => {
        for (let part = queue.shift(); part; part = queue.shift()) {
          try {
            brought.push(...(await fetchRows(part, links.indexOf(part))));
          } catch {
            failed = true;
          }
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, ask));
      const known = new Map([...brought, ...entries].map((entry) => [identity(entry), entry]));
      entries = [...known.values()].sort((a, b) => a.part - b.part);
      total = entries.length;
      arranged = undefined;
      loading = more = false;
      offer();
      order();
      apply();
    };

    /* what the reader wishes, and the address that says it */

    const write = () => {
      const address = new URL(location.href);
      for (const name of WISHES) {
        if (state[name]) address.searchParams.set(prefix + name, state[name]);
        else address.searchParams.delete(prefix + name);
      }
      try {
        history.replaceState(history.state, "", address);
      } catch {
        // a browser may refuse this to a file, or when it is too often
      }
    };

    const wish = (wishes, pause = 0) => {
      const before = JSON.stringify(state);
      Object.assign(state, wishes);
      // a click that ends typing may be on a row, which has to stay where it is
      if (JSON.stringify(state) !== before) apply();
      clearTimeout(timer);
      if (pause) timer = setTimeout(write, pause);
      else write(); // at once: the click may lead away
    };

    const adopt = (query) => {
      clearTimeout(timer);
      const asked = new URLSearchParams(query);
      for (const name of WISHES) state[name] = asked.get(prefix + name)?.trim() ?? "";
      if (!columns.has(state.sort.replace(/^-/, ""))) state.sort = "";
      if (!bars.some(({ value }) => value === state.rated)) state.rated = "";
      input.value = state.q;
      offer();
      (window.requestIdleCallback ?? setTimeout)(order);
      if (changed || WISHES.some((name) => state[name])) apply();
    };

    const turn = (key) => {
      const amounts = entries.every((entry) => isAmount(sortKey(entry, key)));
      const [first, second] = amounts ? [`-${key}`, key] : [key, `-${key}`];
      // the third time brings back the order of the page
      wish({ sort: { [first]: second, [second]: "" }[state.sort] ?? first });
    };

    for (const head of heads) {
      const { key, also } = head.dataset;
      const names = [[key, textOf(head)], ...(also ? [[also, say(`${also}s`)]] : [])];
      const buttons = names.map(([value, column]) => {
        const title = say("sort", { column });
        const button = make("button", { type: "button", class: "en-sort", value, title }, column);
        button.addEventListener("click", () => turn(value));
        return button;
      });
      head.replaceChildren(...buttons);
    }
    form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", () => wish({ q: input.value.trim() }, PAUSE));
    input.addEventListener("change", () => wish({ q: input.value.trim() }));
    for (const select of selects) {
      select.addEventListener("change", () => wish({ [select.name]: select.value }));
      // who opens a choice wants to see all of it
      select.addEventListener("pointerdown", gather);
      select.addEventListener("keydown", ({ key }) => key === "Tab" || gather());
    }
    clear.addEventListener("click", () => {
      const { sort } = state;
      adopt(sort ? new URLSearchParams({ [`${prefix}sort`]: sort }) : "");
      write();
      input.focus(); // since the button is gone
    });
    addEventListener("popstate", () => adopt(location.search));
    next.addEventListener("click", () => show(shown + STEP).querySelector("a")?.focus());
    addEventListener("beforeprint", () => next.hidden || show(Infinity));

    list.dataset.enReady = ""; // a class would have a theme look at each element in it
    adopt(location.search);
  };

  /* a page */

  const lists = [...document.querySelectorAll(".en-list:is([data-en-words], [data-en-index])")];
  const ofTalks = lists.filter((list) => list.matches("[data-en-words]"));
  lists.forEach((list, number) => {
    const at = ofTalks.indexOf(list);
    if (at >= 0 && list.querySelector(".en-table > tbody > tr")) enhance(list, number, at);
  });
})();
