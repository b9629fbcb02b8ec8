"use strict-not";
// Whether the object of a function is the window depends on who calls it.
function f() { this.eval("a"); } // there: web-avoid-eval
// A text in a constant.
const code = "a()";
setTimeout(code, 1); // there: web-avoid-eval
