// Foreign code that gets in.
(function (global) {
    "use strict";
    document.cookie = "a"; var c = document.cookie; window.document.cookie; myWindow.document.cookie; jar.cookie;
    this.window.document.cookie; globalThis.window.document.cookie; a.b.document.cookie;
    document.domain = "a"; document.domain += "a"; var d = document.domain; window.document.domain = "b"; a.domain = "c";
    document.write("a"); document.writeln(b); document.write("a", "b"); document.write(); window.document.write(x); page.write("a");
    el.innerHTML = "<b>"; el.innerHTML = ""; el.outerHTML += x; el.innerHTML == 1; el["innerHTML"] = x;
    el.innerHTML = '' + a;
    el.insertAdjacentHTML("a", b); el.insertAdjacentHTML("a", ""); el.insertAdjacentHTML("a");
    $("#a").html(x); $("#a").html("<b>"); $("#a").html(""); $("#a").html(null); $("#a").html(); $("#a").html(a, b);
    $("#a")
        .find("b")
        .html(x);
    MSApp.execUnsafeLocalFunction(f); MSApp.execUnsafeLocalFunction(f, 1); x.MSApp.execUnsafeLocalFunction(f);
    w.postMessage(a, "*"); w.postMessage(a, '*', b); w.postMessage(a, "https://b"); w.postMessage("*"); w.postMessage(a, star); postMessage(a, "*");
    WinJS.Utilities.setInnerHTMLUnsafe(a, b); WinJS.Utilities.setOuterHTMLUnsafe(a); WinJS.Utilities.insertAdjacentHTMLUnsafe(a);
    WinJS.Utilities.setInnerHTML(a, b); Utilities.setInnerHTMLUnsafe(a);
    eval("a"); window.eval("a"); var e = eval; x.eval("a"); globalThis["eval"]("a"); (0, eval)("a"); a = { eval: 1, b: eval };
    window.window.eval("a"); eval?.("a"); window?.eval("a"); typeof eval; evaluate("a");
    new Function("a"); Function("a", "b"); new window.Function("a"); Function.prototype.bind; Function.call(null, "a"); Function["apply"](null, a); Function.bind?.(a)();
    x instanceof Function;
    setTimeout("a()", 1); setTimeout(f, 1); setInterval(`a${b}`, 1); setTimeout("a" + b); setTimeout(b + "a" + c); setTimeout(b + c); execScript("a");
    window.setTimeout("a()"); window["setInterval"]('a'); globalThis.setTimeout("a"); self.setTimeout("a"); x.setTimeout("a"); window.window.setTimeout("b"); setTimeout?.("a"); window?.setTimeout?.("a");
    function inner(setTimeout, Function) { setTimeout("a"); new Function("b"); }
    return [c, d, e, inner];
})(this);
this.eval("a");
