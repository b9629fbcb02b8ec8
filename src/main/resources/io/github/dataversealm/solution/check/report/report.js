
(function () {
  "use strict";
  /* So many findings of a group are shown at once; a button shows the others. */
  const FEW = 50;
  const id = name => document.getElementById(name);
  const form = id("filters"), main = id("findings");
  const findings = Array.from(document.querySelectorAll(".finding"));
  const ruleGroups = Array.from(document.querySelectorAll(".group"));
  const lists = new Map(ruleGroups.map(group => [group.dataset.rule, group.querySelector(".list")]));
  const opened = new Set();
  let componentGroups = null, grouping = "rule", waiting = 0, folded = false, printing = false, closed = [];

  const texts = findings.map(finding => {
    const title = finding.closest(".group").querySelector(".title").textContent;
    return (finding.textContent + " " + title).toLowerCase();
  });

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text || "";
    return made;
  }

  /* In a group of a component each finding tells of its rule itself, when somebody asks. */
  function explain(finding) {
    const details = document.createElement("details");
    details.className = "why";
    details.append(element("summary", "", "Why, and what to do"));
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) {
        const group = lists.get(finding.dataset.rule).parentNode;
        const rule = group.querySelector(".rule").cloneNode(true);
        const title = element("p", "");
        title.append(element("b", "", group.querySelector(".title").textContent));
        rule.prepend(title);
        details.append(rule);
      }
    });
    finding.append(details);
  }

  function makeComponentGroups() {
    const groups = new Map();
    findings.forEach(finding => {
      const name = finding.dataset.component;
      if (!groups.has(name)) {
        const group = element("details", "group " + finding.dataset.severity);
        const heading = element("h2", "", name + " ");
        const summary = element("summary", "");
        heading.append(element("span", "number"));
        summary.append(heading);
        group.append(summary, element("ul", "list"));
        group.open = !folded;
        groups.set(name, group);
      }
    });
    return groups;
  }

  function regroup(by) {
    if (by === grouping) {
      return;
    }
    grouping = by;
    main.classList.toggle("by-rule", by === "rule");
    main.classList.toggle("by-component", by === "component");
    if (by === "component" && componentGroups === null) {
      componentGroups = makeComponentGroups();
      findings.forEach(explain);
    }
    const from = by === "rule" ? Array.from(componentGroups.values()) : ruleGroups;
    const to = by === "rule" ? ruleGroups : Array.from(componentGroups.values());
    from.forEach(group => group.remove());
    findings.forEach(finding => {
      const list = by === "rule" ? lists.get(finding.dataset.rule)
        : componentGroups.get(finding.dataset.component).querySelector(".list");
      list.append(finding);
    });
    main.append(...to);
  }

  function checked(name) {
    const box = id(name);
    return box !== null && box.checked;
  }

  function read() {
    const severities = new Set();
    document.querySelectorAll("input[name=severity]:checked").forEach(box => severities.add(box.value));
    return {
      severities, impact: id("impact").value, confidence: id("confidence").value, rule: id("rule").value, component: id("component").value,
      words: id("text").value.toLowerCase().split(/\s+/).filter(word => word !== ""),
      states: new Set(["new"].concat(["baseline", "suppressed"].filter(checked)))
    };
  }

  function fits(data, text, filter) {
    return filter.severities.has(data.severity) && filter.states.has(data.state)
      && (filter.impact === "" || data.impact === filter.impact)
      && (filter.confidence === "" || data.confidence === filter.confidence)
      && (filter.rule === "" || data.rule === filter.rule)
      && (filter.component === "" || data.component === filter.component)
      && filter.words.every(word => text.includes(word));
  }

  function apply() {
    regroup(document.querySelector("input[name=group]:checked").value);
    const filter = read();
    const found = new Map();
    let count = 0;
    findings.forEach((finding, i) => {
      const list = finding.parentNode;
      const visible = fits(finding.dataset, texts[i], filter);
      const before = found.get(list) || 0;
      if (visible) {
        count++;
        found.set(list, before + 1);
      }
      finding.hidden = !visible || before >= FEW && !opened.has(list.parentNode) && !printing;
    });
    for (const group of shownGroups()) {
      const number = found.get(group.querySelector(".list")) || 0;
      group.hidden = number === 0;
      group.querySelector(".number").textContent = number;
      more(group, number);
    }
    id("empty").hidden = count > 0;
    id("shown").textContent = count + " of " + findings.length + " findings";
    label();
    remember();
  }

  function shownGroups() {
    return grouping === "rule" ? ruleGroups : Array.from(componentGroups.values());
  }

  function anyOpen() {
    const groups = shownGroups().filter(group => !group.hidden);
    return groups.length === 0 ? !folded : groups.some(group => group.open);
  }

  function label() {
    id("fold").textContent = anyOpen() ? "Close all" : "Open all";
  }

  /* In both groupings, so that the other one has the same state. */
  function fold(close) {
    folded = close;
    ruleGroups.concat(componentGroups === null ? [] : Array.from(componentGroups.values()))
      .forEach(group => { group.open = !close; });
  }

  function more(group, number) {
    let button = group.querySelector(".all");
    if (number <= FEW || opened.has(group) || printing) {
      if (button !== null) {
        button.remove();
      }
      return;
    }
    if (button === null) {
      button = element("button", "all");
      button.type = "button";
      button.addEventListener("click", () => {
        opened.add(group);
        const first = group.querySelectorAll(".finding:not([hidden])").length;
        apply();
        const next = group.querySelectorAll(".finding:not([hidden])")[first];
        next.tabIndex = -1;
        next.focus();
      });
      group.append(button);
    }
    button.textContent = "Show all " + number;
  }

  /* The filters stand in the address, so that a link can be sent. */
  function remember() {
    const all = new URLSearchParams();
    ["impact", "confidence", "rule", "component", "text"].forEach(name => {
      if (id(name).value !== "") {
        all.set(name, id(name).value);
      }
    });
    ["baseline", "suppressed"].filter(checked).forEach(name => all.set(name, "1"));
    const without = Array.from(document.querySelectorAll("input[name=severity]:not(:checked)"), box => box.value);
    if (without.length > 0) {
      all.set("without", without.join(" "));
    }
    if (grouping !== "rule") {
      all.set("group", grouping);
    }
    const text = all.toString();
    if (text !== "" || location.hash.length > 1) {
      history.replaceState(null, "", "#" + text);
    }
  }

  function recall() {
    const all = new URLSearchParams(location.hash.slice(1));
    ["impact", "confidence", "rule", "component", "text"].forEach(name => {
      id(name).value = all.get(name) || "";
      if (id(name).selectedIndex === -1) {
        id(name).value = "";
      }
    });
    ["baseline", "suppressed"].forEach(name => {
      if (id(name) !== null) {
        id(name).checked = all.has(name);
      }
    });
    const without = (all.get("without") || "").split(" ");
    document.querySelectorAll("input[name=severity]").forEach(box => { box.checked = !without.includes(box.value); });
    const by = all.get("group") === "component" ? "component" : "rule";
    document.querySelectorAll("input[name=group]").forEach(box => { box.checked = box.value === by; });
  }

  form.addEventListener("input", event => {
    clearTimeout(waiting);
    if (event.target.id === "text") {
      waiting = setTimeout(apply, 120);
    } else {
      apply();
    }
  });
  form.addEventListener("reset", () => setTimeout(() => {
    opened.clear();
    fold(false);
    apply();
  }, 0));
  form.addEventListener("submit", event => event.preventDefault());
  id("fold").addEventListener("click", () => {
    fold(anyOpen());
    label();
  });
  main.addEventListener("toggle", event => {
    if (event.target.classList.contains("group")) {
      label();
    }
  }, true);
  /* Paper has no buttons: all that fits the filters is there. */
  window.addEventListener("beforeprint", () => {
    printing = true;
    closed = shownGroups().filter(group => !group.open);
    closed.forEach(group => { group.open = true; });
    apply();
  });
  window.addEventListener("afterprint", () => {
    printing = false;
    closed.forEach(group => { group.open = false; });
    closed = [];
    apply();
  });
  main.classList.add("by-rule");
  form.hidden = false;
  if (!["", "#findings"].includes(location.hash)) {
    recall();
  }
  apply();
}());
