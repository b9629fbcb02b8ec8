(function () {
  "use strict";
  var findings = Array.prototype.slice.call(document.querySelectorAll(".finding"));
  var sections = Array.prototype.slice.call(document.querySelectorAll(".component"));
  function value(id) { return document.getElementById(id).value; }
  function apply() {
    var severities = {};
    document.querySelectorAll("input[name=severity]").forEach(function (box) { severities[box.value] = box.checked; });
    var rule = value("rule"), component = value("component"), text = value("text").toLowerCase();
    var known = document.getElementById("known").checked;
    var shown = 0;
    findings.forEach(function (finding) {
      var data = finding.dataset;
      var visible = severities[data.severity] && (!rule || data.rule === rule) && (!component || data.component === component)
        && (known || data.state === "new") && (!text || finding.textContent.toLowerCase().indexOf(text) >= 0);
      finding.hidden = !visible;
      shown += visible ? 1 : 0;
    });
    sections.forEach(function (section) { section.hidden = !section.querySelector(".finding:not([hidden])"); });
    document.getElementById("shown").textContent = shown + " of " + findings.length + " findings";
  }
  var form = document.getElementById("filters");
  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  apply();
}());
