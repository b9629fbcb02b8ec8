// Good use of the language.
console.log("a"); console; console.error; window.console.log("b"); console["warn"]("c"); var log = console.log; a.console.log("d"); console?.info("e"); f(console);
alert("a"); window.alert("b"); confirm("c"); prompt("d"); window["confirm"]("e"); toast.alert("f"); alert; globalThis.prompt("g"); self.alert("h"); alert?.("i"); window?.alert("j"); window.window.alert("k");
this.alert("l");
{ this.alert("m"); }
function f() { this.alert("n"); }
function g(alert, console) { alert("o"); console.log("p"); }
function h() { var console = { log: f }; console.log("q"); if (a) { let alert = f; alert("r"); } alert("s"); }
debugger;
if (a == b) { debugger; }
if (a != null && c
    == d || (e) /* == */
    != (f)) { a = b === c !== d; }
if (typeof a == "string") { "a == b"; }
with (a) { b = c; }
a.with(b); x = { with: 1, debugger: 2 }; y = { debugger() { with (a) b; } };
const k = () => 1, l = async x => { "use strict"; };
var m = function () { return function () { }; }, n = function () { "use strict"; return function () { }; };
class A { m() { } static n = () => 1; }
x = { p: function () { }, q() { "not strict"; "use strict"; }, get r() { return 1; },
    s:
        function () { } };
x.y = function named() { "use strict"; };
function o(a, b) { "use\x20strict"; }
function u() { ; "use strict"; }
label: for (;;) { function inBlock() { } break label; }
